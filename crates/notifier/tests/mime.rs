//! What a message looks like on the wire, read back by a small parser of our own, whatever people called themselves.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail where it stands"
)]

use jiff::Timestamp;
use notifier::mime::{Letter, MessageId, Sender, build, one_line};
use proptest::prelude::*;

const ALLOWED: [&str; 15] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "auto-submitted",
    "x-auto-response-suppress",
    "content-language",
    "mime-version",
    "content-type",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-id",
];

struct Parsed {
    headers: Vec<(String, String)>,
    parts: Vec<(Vec<(String, String)>, String)>,
}

impl Parsed {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

fn headers(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    unfolded
        .split("\r\n")
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a header has a colon");
            (name.to_ascii_lowercase(), value.trim().to_owned())
        })
        .collect()
}

fn unquote(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'=' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn parse(bytes: &[u8]) -> Parsed {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(
        text.is_ascii() && !text.replace("\r\n", "").contains(['\r', '\n', '\0']),
        "bare control character"
    );
    assert!(
        text.split("\r\n").all(|line| line.len() <= 998),
        "a line is too long"
    );
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let headers = self::headers(head);
    let kind = headers
        .iter()
        .find(|(key, _)| key == "content-type")
        .map(|(_, value)| value.clone())
        .unwrap();
    let boundary = kind
        .split("boundary=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let mut parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.pop().map(str::trim), Some("--"));
    let parts = parts[1..]
        .iter()
        .map(|part| {
            let (head, body) = part.trim_start_matches("\r\n").split_once("\r\n\r\n").unwrap();
            (self::headers(head), unquote(body.strip_suffix("\r\n").unwrap()))
        })
        .collect();
    Parsed { headers, parts }
}

fn sender() -> Sender {
    Sender::parse("Ventanilla <datos@example.org>").unwrap()
}

fn letter<'a>(from: &'a Sender, id: &'a MessageId) -> Letter<'a> {
    Letter {
        signer: None,
        from,
        reply_to: None,
        to_name: Some("Ana Díaz"),
        to: "ana@example.org",
        at: Timestamp::from_second(1_772_600_000).unwrap(),
        id,
        root: None,
        language: "es-AR",
        unsubscribe: None,
        list: None,
        subject: "[PD-2026-000123] Recibimos tu pedido",
        text: "Hola, Ana:\n\n¡Gracias!\n.\n",
        html: "<p>Hola, Ana:</p>",
    }
}

#[test]
fn the_bytes() {
    let (from, id) = (
        sender(),
        MessageId::new("PD-2026-000123.o45", "ventanilla.example.org"),
    );
    let bytes = String::from_utf8(build(&letter(&from, &id)).unwrap()).unwrap();
    insta::assert_snapshot!(bytes.replace("\r\n", "\n"), @r#"
    From: Ventanilla <datos@example.org>
    To: =?utf-8?b?QW5hIETDrWF6?= <ana@example.org>
    Subject: [PD-2026-000123] Recibimos tu pedido
    Date: Wed, 04 Mar 2026 04:53:20 +0000
    Message-ID: <PD-2026-000123.o45@ventanilla.example.org>
    Auto-Submitted: auto-generated
    X-Auto-Response-Suppress: All
    Content-Language: es-AR
    MIME-Version: 1.0
    Content-Type: multipart/alternative;
     boundary="=_a1b06977c74810ba0d54c5e165dbdc3b"

    --=_a1b06977c74810ba0d54c5e165dbdc3b
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    Hola, Ana:

    =C2=A1Gracias!
    .

    --=_a1b06977c74810ba0d54c5e165dbdc3b
    Content-Type: text/html; charset=utf-8
    Content-Transfer-Encoding: quoted-printable

    <p>Hola, Ana:</p>
    --=_a1b06977c74810ba0d54c5e165dbdc3b--
    "#);
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_follows_its_root() {
    let (from, root) = (
        sender(),
        MessageId::new("PD-2026-000123.o45", "ventanilla.example.org"),
    );
    let id = MessageId::new("PD-2026-000123.o46", "ventanilla.example.org");
    let later = Letter {
        root: Some(&root),
        unsubscribe: Some("https://ventanilla.example.org/u/abc"),
        list: Some("PD-2026-000123"),
        ..letter(&from, &id)
    };
    let bytes = build(&later).unwrap();
    assert_eq!(bytes, build(&later).unwrap());
    let parsed = parse(&bytes);
    for (name, value) in [
        ("message-id", "<PD-2026-000123.o46@ventanilla.example.org>"),
        ("in-reply-to", "<PD-2026-000123.o45@ventanilla.example.org>"),
        ("references", "<PD-2026-000123.o45@ventanilla.example.org>"),
        ("auto-submitted", "auto-generated"),
        ("list-unsubscribe", "<https://ventanilla.example.org/u/abc>"),
        ("list-unsubscribe-post", "List-Unsubscribe=One-Click"),
        ("date", "Wed, 04 Mar 2026 04:53:20 +0000"),
    ] {
        assert_eq!(parsed.header(name), Some(value));
    }
    let kinds: Vec<_> = parsed
        .parts
        .iter()
        .map(|(headers, _)| headers[0].1.as_str())
        .collect();
    assert_eq!(kinds, ["text/plain; charset=utf-8", "text/html; charset=utf-8"]);
    assert_eq!(
        parsed.parts[0].1.replace("\r\n", "\n"),
        "Hola, Ana:\n\n¡Gracias!\n.\n"
    );
}

#[test]
fn long_lines_are_cut_at_a_character() {
    assert_eq!(one_line("  a\r\n\tb\u{2028}c\u{0}d ", 20), "a b c d");
    assert_eq!(one_line("ñandú ñandú", 6), "ñandú…");
    for bad in ["", "x", "Ventanilla <datos>", "a@b@c"] {
        assert!(Sender::parse(bad).is_err(), "{bad}");
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\r\nBcc: eve@example.org".to_owned()),
        Just("\r".to_owned()),
        Just("\n".to_owned()),
        Just("\0".to_owned()),
        Just("\u{2028}".to_owned()),
        Just("\r\n.\r\n".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just("=?utf-8?q?=0D=0ABcc:_eve=40example.org?=".to_owned()),
        Just("\" <eve@example.org>,".to_owned()),
        Just("--=_".to_owned()),
        Just("ñ🙂é".to_owned()),
        ".{0,12}",
        "[ -~]{0,80}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    // Six strings each: ten thousand in all.
    #![proptest_config(ProptestConfig::with_cases(1_700))]

    #[test]
    fn nothing_that_people_write_becomes_a_header_or_a_recipient(
        subject in hostile(), name in hostile(), site in hostile(), text in hostile(), link in hostile(), local in hostile(),
    ) {
        let from = Sender { name: Some(site), ..sender() };
        let id = MessageId::new(&local, "ventanilla.example.org");
        let bytes = build(&Letter {
            subject: &subject, to_name: Some(&name), text: &text, html: &text, unsubscribe: Some(&link), list: Some(&subject), language: &name,
            ..letter(&from, &id)
        }).unwrap();
        let parsed = parse(&bytes);
        let mut names: Vec<_> = parsed.headers.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert!(names.iter().all(|name| ALLOWED.contains(name)), "{names:?}");
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        prop_assert_eq!(names.len(), count, "a header twice");
        let to = parsed.header("to").unwrap();
        prop_assert!(to == "ana@example.org" || to.ends_with("<ana@example.org>"), "{}", to);
        prop_assert_eq!(to.matches('<').count(), usize::from(to.ends_with('>')));
        prop_assert_eq!(parsed.parts.len(), 2);
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        prop_assert_eq!(lines(&parsed.parts[0].1), lines(&text));
        prop_assert!(MessageId::new(&local, "x").to_string().is_ascii());
        // And a parser that is not ours sees the same.
        let theirs = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let mut seen: Vec<_> = theirs.headers().iter().map(|header| header.name().to_ascii_lowercase()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, names);
        let to: Vec<_> = theirs.to().unwrap().iter().filter_map(|to| to.address()).collect();
        prop_assert_eq!(to, ["ana@example.org"]);
        prop_assert_eq!((theirs.text_body_count(), theirs.html_body_count(), theirs.attachment_count()), (1, 1, 0));
    }

    #[test]
    fn an_address_that_is_more_than_one_is_refused(address in hostile()) {
        let (from, id) = (sender(), MessageId::new("x", "y"));
        let address = format!("ana@example.org{address}");
        if let Ok(bytes) = build(&Letter { to: &address, to_name: None, ..letter(&from, &id) }) {
            let parsed = parse(&bytes);
            prop_assert_eq!(parsed.header("to"), Some(address.as_str()));
            prop_assert_eq!(address.matches('@').count(), 1);
        }
    }
}
