//! Whatever comes in is read to its end, and comes out as text that can be shown.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::incoming::Unfit;
use notifier::inbound::{
    letter::{Letter, read},
    words::own_words,
};
use proptest::{collection::vec, prelude::*, sample::select};

const MAIL: &str = "From: Ana <ana@example.org>\r\nTo: a@b.example\r\nMessage-ID: <x@y>\r\nSubject: =?utf-8?q?a?=\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\
    Content-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDe 2019 =C3=A1\r\n> cita\r\n\
    --c\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+RGUgMjAxOTwvYj4mYW1wOw==\r\n--c--\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\n\r\nHola\r\n--b--\r\n";

fn letter(mail: &str) -> Letter {
    read(mail.as_bytes()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..3_000)) {
        let _read: Result<Letter, Unfit> = read(&bytes);
    }

    #[test]
    fn a_mail_with_anything_in_it(places in vec((0..MAIL.len(), any::<u8>()), 1..40), cut in 0..MAIL.len()) {
        let mut bytes = MAIL.as_bytes().to_vec();
        for (place, byte) in places {
            bytes[place] = byte;
        }
        let _read = read(&bytes);
        let _read = read(&bytes[..cut]);
    }

    #[test]
    fn words_are_plain_and_never_more_than_there_were(parts in vec(select(vec![
        "El lun, Ana escribió:", "On x wrote:", "> a", "-- ", "De: a", "Enviado: b", "Para: c", "\n", "\n", "a@b.example", "hola", "\u{202e}", "\0",
        "https://datos.example.org/x?key=secreto", "\r", " ", "_______________", "ñ",
    ]), 0..60)) {
        let text = parts.concat();
        let words = own_words(&text, "datos.example.org");
        prop_assert!(!words.contains("secreto") && !words.contains("a@b.example"), "{words:?}");
        prop_assert!(!words.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        prop_assert!(words.lines().all(|line| !line.trim_start().starts_with('>')));
    }
}

#[test]
fn a_whole_mail() {
    let read = letter(MAIL);
    assert_eq!(read.from.unwrap().as_str(), "ana@example.org");
    assert_eq!(
        (read.message_id.as_deref(), read.recipients.as_slice()),
        (Some("x@y"), &["a@b.example".to_owned()][..])
    );
    assert_eq!(read.text.trim(), "De 2019 á\n> cita");
    assert!(read.attachments, "a mail in the mail");
}

#[test]
fn paragraphs_cut_into_lines_are_whole_again() {
    let mail = "From: a@b.example\r\nContent-Type: text/plain; format=flowed\r\n\r\nuno \r\ndos \r\ntres\r\n\r\n-- \r\nAna\r\n";
    assert_eq!(own_words(&letter(mail).text, ""), "uno dos tres");
}

#[test]
fn a_picture_in_the_signature_is_no_file() {
    let with = |disposition: &str| {
        format!(
            "From: a@b.example\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hola</p>\r\n\
             --b\r\nContent-Type: image/png\r\n{disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
        )
    };
    assert!(!letter(&with("Content-ID: <logo>\r\nContent-Disposition: inline")).attachments);
    assert!(letter(&with("Content-Disposition: attachment; filename=a.png")).attachments);
    assert_eq!(letter(&with("Content-ID: <logo>")).text.trim(), "Hola");
}
