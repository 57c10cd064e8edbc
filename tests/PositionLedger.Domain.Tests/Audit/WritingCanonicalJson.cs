using System.Text;
using System.Text.Json;
using PositionLedger.Domain.Audit;

namespace PositionLedger.Domain.Tests.Audit;

/// <summary>The examples of RFC 8785.</summary>
public class WritingCanonicalJson
{
    [Fact]
    public void The_example_of_section_3_2() => Is(
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """);

    [Fact]
    public void Members_are_sorted_by_their_UTF_16_units() => Is(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
        + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        """
        {
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """);

    [Fact]
    public void Objects_are_sorted_at_every_depth_and_arrays_are_not() => Is(
        """{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"},[]],"A":{},"a":{}}""",
        """
        { "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" }, [ ] ], "A": { } }
        """);

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void The_numbers_of_appendix_B(ulong bits, string text) =>
        Is(text, JsonSerializer.Serialize(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData("-0", "0")]
    [InlineData("-0.0e5", "0")]
    [InlineData("1.0", "1")]
    [InlineData("100", "100")]
    [InlineData("10e1", "100")]
    [InlineData("1E400000000000", null)]
    [InlineData("-1e309", null)]
    [InlineData("1e-400", "0")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("1.25e-7", "1.25e-7")]
    public void A_number_however_it_is_written_is_written_as_ECMAScript_does(string json, string? text)
    {
        if (text is null)
            IsRefused(json);
        else
            Is(text, json);
    }

    [Fact]
    public void Only_what_must_be_is_escaped()
    {
        Is("""
            "\u0000\u0001\b\t\n\u000b\f\r\u001f"
            """.Trim(), """
            "\u0000\u0001\u0008\u0009\u000a\u000b\u000c\u000d\u001f"
            """);
        Is("\"/\u007f\u0080\u2028\u2029\ufeff\uffff<>&'+😀é\"", """
            "\/\u007f\u0080\u2028\u2029\ufeff\uffff\u003c\u003e\u0026\u0027\u002b\ud83d\ude00\u00e9"
            """);
    }

    [Fact]
    public void Letters_that_look_alike_stay_apart() => Is("\"A\u030a\"", "\"A\\u030a\"");

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"b":2,"\u0061":3}""")]
    [InlineData("""[{"a":{"b":1,"b":2}}]""")]
    [InlineData("""
        "\ud800"
        """)]
    [InlineData("""["\udc00\ud800"]""")]
    [InlineData("""{"\ud83d":1}""")]
    public void What_readers_may_understand_differently_is_refused(string json) => IsRefused(json);

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        byte[] text = [(byte)'"', 0xff, (byte)'"'];

        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonElement.Parse(text)));
        Assert.Null(CanonicalJson.TryParse(text));
    }

    [Fact]
    public void Nothing_is_no_value() => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(default));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("{'a':1}")]
    [InlineData("[1,]")]
    [InlineData("NaN")]
    [InlineData("// no\n1")]
    public void What_is_no_JSON_is_not_read(string json) => Assert.Null(CanonicalJson.TryParse(Encoding.UTF8.GetBytes(json)));

    private static void Is(string canonical, string json)
    {
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonElement.Parse(json))));
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(CanonicalJson.TryParse(Encoding.UTF8.GetBytes(json))!.Value)));
    }

    private static void IsRefused(string json)
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(JsonElement.Parse(json)));
        Assert.Null(CanonicalJson.TryParse(Encoding.UTF8.GetBytes(json)));
    }
}
