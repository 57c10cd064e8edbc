using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace PositionLedger.Benchmarks;

/// <summary>Asks as fast as it gets answers, over plain sockets: a client library would take the processor from the server.</summary>
internal static class Load
{
    // The longest answer has to fit in.
    private const int Longest = 1024 * 1024;

    /// <param name="request">The path and body of the n-th request of a connection.</param>
    /// <returns>Answers with 201 per second; anything else ends the benchmark.</returns>
    public static double PostsPerSecond(int connections, TimeSpan duration, Func<int, int, (string Path, string Body)> request) =>
        PerSecond(connections, duration, BenchedServer.Port, "HTTP/1.1 201", (connection, n) => Post(request(connection, n)));

    /// <param name="path">Of each request another.</param>
    /// <returns>Answers with 200 per second; anything else ends the benchmark.</returns>
    public static double GetsPerSecond(int connections, TimeSpan duration, Func<string> path, int? port = null) =>
        PerSecond(connections, duration, port ?? BenchedServer.Port, "HTTP/1.1 200", (_, _) => $"GET {path()} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BenchedServer.AdminKey}\r\n\r\n");

    private static double PerSecond(int connections, TimeSpan duration, int port, string expected, Func<int, int, string> request)
    {
        var (counts, start) = (new long[connections], Encoding.UTF8.GetBytes(expected));
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, connections).Select(c => new Thread(() => Ask(c))).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return counts.Sum() / clock.Elapsed.TotalSeconds;

        void Ask(int connection)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect("127.0.0.1", port);
            var buffer = new byte[Longest];
            for (var n = 0; clock.Elapsed < duration; n++)
            {
                socket.Send(Encoding.UTF8.GetBytes(request(connection, n)));
                Expect(start, socket, buffer);
                counts[connection]++;
            }
        }
    }

    private static string Post((string Path, string Body) request) =>
        $"POST {request.Path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BenchedServer.AdminKey}\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(request.Body)}\r\n\r\n{request.Body}";

    private static void Expect(byte[] start, Socket socket, byte[] buffer)
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

        if (!buffer.AsSpan(0, read).StartsWith(start))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, read));
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (answer[..end].IndexOf("Transfer-Encoding: chunked"u8) >= 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);

        var header = "Content-Length: "u8;
        return answer[..end].IndexOf(header) is var at and >= 0
            && Utf8Parser.TryParse(answer[(at + header.Length)..end], out int length, out _) && answer.Length == end + 4 + length;
    }
}
