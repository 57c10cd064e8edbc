using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PositionLedger.Benchmarks;

/// <summary>Posts as fast as it gets answers, over plain sockets: a client library would take the processor from the server.</summary>
internal static class Load
{
    /// <param name="request">The path and body of the n-th request of a connection.</param>
    /// <returns>Answers with 201 per second; anything else ends the benchmark.</returns>
    public static double PostsPerSecond(int connections, TimeSpan duration, Func<int, int, (string Path, string Body)> request)
    {
        var counts = new long[connections];
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, connections).Select(c => new Thread(() => Post(c))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return counts.Sum() / clock.Elapsed.TotalSeconds;

        void Post(int connection)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect("127.0.0.1", BenchedServer.Port);
            var buffer = new byte[16 * 1024];
            for (var n = 0; clock.Elapsed < duration; n++)
            {
                socket.Send(Bytes(request(connection, n)));
                Expect201(socket, buffer);
                counts[connection]++;
            }
        }
    }

    private static byte[] Bytes((string Path, string Body) request) => Encoding.UTF8.GetBytes(
        $"POST {request.Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BenchedServer.AdminKey}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(request.Body)}\r\n\r\n{request.Body}");

    private static void Expect201(Socket socket, byte[] buffer)
    {
        var read = 0;
        do
        {
            var received = socket.Receive(buffer.AsSpan(read));
            if (received == 0)
                throw new InvalidOperationException("The server closed the connection.");
            read += received;
        }
        while (!IsWhole(buffer.AsSpan(0, read)));

        if (!buffer.AsSpan(0, read).StartsWith("HTTP/1.1 201"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, read));
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;

        var isChunked = answer[..end].IndexOf("Transfer-Encoding: chunked"u8) >= 0;
        return isChunked ? answer.EndsWith("\r\n0\r\n\r\n"u8) : answer[..end].IndexOf("Content-Length: 0"u8) >= 0;
    }
}
