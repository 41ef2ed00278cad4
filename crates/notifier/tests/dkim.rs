//! Our own signature, checked by a reader of it that shares no code with its writer (RFC 6376 §3.4.2, §3.4.4, §6.1).

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::OnceLock;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use notifier::{
    dkim::{BadKey, Signer},
    mime::{Letter, MessageId, Sender, build},
};
use ring::signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, UnparsedPublicKey};
use rsa::{
    RsaPrivateKey,
    pkcs1::{EncodeRsaPrivateKey as _, LineEnding},
    pkcs8::EncodePrivateKey as _,
    rand_core::OsRng,
};
use sha2::{Digest as _, Sha256};

/// A key of this run.
fn key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut OsRng, 1024).unwrap())
}

fn signer() -> Signer {
    let pem = key().to_pkcs1_pem(LineEnding::LF).unwrap();
    Signer::new(&pem, "ventanilla", "example.org").unwrap()
}

fn signed(unsubscribe: Option<&str>) -> String {
    let (from, id) = (
        Sender::parse("Datos abiertos <datos@example.org>").unwrap(),
        MessageId::new("PD-2026-000123.o45", "example.org"),
    );
    let signer = signer();
    let letter = Letter {
        from: &from,
        reply_to: None,
        to_name: Some("Ana Díaz"),
        to: "ana@example.org",
        at: Timestamp::from_second(1_772_600_000).unwrap(),
        id: &id,
        root: Some(&id),
        language: "es-AR",
        unsubscribe,
        list: unsubscribe.map(|_| "PD-2026-000123"),
        subject: "[PD-2026-000123] Recibimos tu pedido de información sobre compras de medicamentos por hospital y por mes",
        text: "Hola, Ana:  \n\n¡Gracias!\n.\n",
        html: "<p>Hola,   Ana:</p>\n\n\n",
        signer: Some(&signer),
    };
    String::from_utf8(build(&letter).unwrap()).unwrap()
}

/// One space for all white space, none at the end of a line.
fn relaxed(line: &str) -> String {
    let folded = line.replace("\r\n", "");
    let words: Vec<&str> = folded
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Why a receiver would not believe a message, if it would not.
fn verify(message: &str, public: &str) -> Result<Vec<String>, &'static str> {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            headers.last_mut().unwrap().1.push_str(line);
        } else {
            let (name, value) = line.split_once(':').unwrap();
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }
    let signature = &headers
        .iter()
        .find(|(name, _)| name == "dkim-signature")
        .unwrap()
        .1;
    let tags: Vec<(&str, String)> = signature
        .split(';')
        .filter_map(|tag| tag.split_once('='))
        .map(|(name, value)| (name.trim(), value.split_ascii_whitespace().collect()))
        .collect();
    let tag = |name: &str| {
        tags.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    };
    for (name, value) in [
        ("v", "1"),
        ("a", "rsa-sha256"),
        ("c", "relaxed/relaxed"),
        ("d", "example.org"),
        ("s", "ventanilla"),
    ] {
        assert_eq!(tag(name), Some(value), "{name}");
    }
    let mut lines: Vec<String> = body
        .split("\r\n")
        .map(|line| {
            let blank = line.starts_with([' ', '\t']) && !relaxed(line).is_empty();
            format!("{}{}", if blank { " " } else { "" }, relaxed(line))
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let body = lines.join("\r\n") + "\r\n";
    if STANDARD.encode(Sha256::digest(body)) != tag("bh").unwrap() {
        return Err("the body was changed");
    }
    let names: Vec<String> = tag("h")
        .unwrap()
        .split(':')
        .map(str::to_ascii_lowercase)
        .collect();
    let mut left = headers.clone();
    let mut data = String::new();
    for name in &names {
        // From the bottom up; one that is not there counts as empty.
        if let Some(at) = left.iter().rposition(|(header, _)| header == name) {
            let (_, value) = left.remove(at);
            data += &[name, ":", &relaxed(&value), "\r\n"].concat();
        }
    }
    let b = signature.rfind("b=").unwrap();
    data += &["dkim-signature:", &relaxed(&signature[..b + 2])].concat();
    let der = STANDARD.decode(public).unwrap();
    // Behind the 22 bytes that say that it is RSA stands the key as PKCS#1 has it (1024 bits).
    let key = UnparsedPublicKey::new(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, &der[22..]);
    let signed = STANDARD.decode(tag("b").unwrap()).unwrap();
    key.verify(data.as_bytes(), &signed)
        .map_err(|_| "the headers were changed")?;
    Ok(names)
}

#[test]
fn a_receiver_believes_it() {
    let signer = signer();
    assert_eq!(signer.name(), "ventanilla._domainkey.example.org");
    assert_eq!(signer.record(), format!("v=DKIM1; k=rsa; p={}", signer.public()));
    for unsubscribe in [None, Some("https://example.org/preferences?key=abc")] {
        let covered = verify(&signed(unsubscribe), signer.public()).unwrap();
        for name in [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "list-unsubscribe",
            "list-unsubscribe-post",
        ] {
            assert!(
                covered.iter().any(|header| header == name),
                "{name} is not signed"
            );
        }
    }
}

#[test]
fn whatever_is_changed_on_the_way_is_noticed() {
    let (message, signer) = (signed(None), signer());
    for (from, to) in [
        ("To: ", "To: otra@example.org, "),
        ("Subject: ", "Subject: Urgente "),
        ("Gracias", "Tonto"),
        ("<p>", "<p>No "),
        // What was absent when it was signed.
        (
            "MIME-Version",
            "List-Unsubscribe: <https://example.com>\r\nMIME-Version",
        ),
        ("MIME-Version", "Reply-To: otra@example.com\r\nMIME-Version"),
    ] {
        assert!(message.contains(from), "{from}");
        let changed = message.replacen(from, to, 1);
        assert!(verify(&changed, signer.public()).is_err(), "{from} -> {to}");
    }
    // What relays do: fold anew, add their own lines.
    let carried = message.replacen("Subject: ", "Subject:\r\n\t ", 1).replacen(
        "From: ",
        "Received: by relay.example.org\r\nFrom: ",
        1,
    );
    verify(&carried, signer.public()).unwrap();
}

#[test]
fn keys_are_taken_as_openssl_writes_them_and_no_others() {
    let new = |pem: &str, selector: &str| Signer::new(pem, selector, "example.org");
    let pkcs8 = key().to_pkcs8_pem(LineEnding::LF).unwrap();
    assert_eq!(new(&pkcs8, "a.b-1").unwrap().public(), signer().public());
    assert_eq!(new("nothing", "s").unwrap_err(), BadKey::NotAKey);
    for selector in ["", "a b", "a;b", ".", "ñ"] {
        assert_eq!(new(&pkcs8, selector).unwrap_err(), BadKey::Selector, "{selector}");
    }
    let weak = RsaPrivateKey::new(&mut OsRng, 512).unwrap();
    let weak = weak.to_pkcs8_pem(LineEnding::LF).unwrap();
    assert_eq!(new(&weak, "s").unwrap_err(), BadKey::Length(512));
    assert!(!format!("{:?}", signer()).contains("PRIVATE"));
}
