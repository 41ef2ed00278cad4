//! What an operator learns of the records of their domain, from a name server of the test.

use std::{
    net::{SocketAddr, UdpSocket},
    thread,
};

use hickory_resolver::proto::{
    op::Message,
    rr::{Name, RData, Record, RecordType, rdata::MX, rdata::TXT},
};
use rsa::{
    RsaPrivateKey,
    pkcs8::{EncodePrivateKey as _, LineEnding},
    rand_core::OsRng,
};
use testkit::smtp::Server;

use crate::place::Place;

/// Records, by name and kind.
type Zone = Vec<(&'static str, RecordType, String)>;

/// Answers from `zone` for as long as the test lives.
fn name_server(zone: Zone) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let at = socket.local_addr().unwrap();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let answer = answer(&zone, &buffer[..length]);
            let _gone = socket.send_to(&answer, from);
        }
    });
    at
}

fn answer(zone: &Zone, question: &[u8]) -> Vec<u8> {
    let mut message = Message::from_vec(question).unwrap().into_response();
    message.metadata.recursion_available = true;
    let query = message.queries[0].clone();
    let asked = query.name().to_string();
    for (name, kind, text) in zone {
        if asked.trim_end_matches('.') != *name || query.query_type() != *kind {
            continue;
        }
        let data = match kind {
            RecordType::MX => RData::MX(MX::new(10, Name::from_ascii(text).unwrap())),
            _ => {
                // As long texts have to be written.
                let parts = text
                    .as_bytes()
                    .chunks(255)
                    .map(|part| String::from_utf8(part.to_vec()).unwrap());
                RData::TXT(TXT::new(parts.collect()))
            }
        };
        message.add_answer(Record::from_rdata(query.name().clone(), 60, data));
    }
    message.to_vec().unwrap()
}

/// An installation of the city behind a relay of the test.
fn city(relay: &Server) -> Place {
    Place::new()
        .with("BASE_URL", "https://datos.example.org")
        .with("MAIL_URL", &relay.url())
        .with("MAIL_FROM", "datos@example.org")
        .with("MAIL_REPLY", "responder@datos.example.org")
        .with("MAIL_BOUNCE", "bounce@datos.example.org")
}

/// The parts of `check mail` and whether each is fine.
fn check(place: &Place, dns: SocketAddr) -> (Vec<(String, bool)>, String) {
    let ran = place.run(&["check", "mail", "--json", "--dns", &dns.to_string()]);
    let parts = ran.out.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        (
            finding["part"].as_str().unwrap().to_owned(),
            finding["ok"].as_bool().unwrap(),
        )
    });
    let parts: Vec<_> = parts.collect();
    assert_eq!(
        ran.status,
        i32::from(parts.iter().any(|(_, ok)| !ok)),
        "{}",
        ran.out
    );
    (parts, ran.out)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_domain_without_records_is_told_what_to_publish() {
    let relay = Server::start().await.unwrap();
    let place = city(&relay);
    let (parts, said) = check(&place, name_server(Vec::new()));
    let wrong: Vec<&str> = parts
        .iter()
        .filter(|(_, ok)| !ok)
        .map(|(part, _)| part.as_str())
        .collect();
    assert_eq!(wrong, ["spf", "dmarc", "mail_reply", "mail_bounce"], "{said}");
    for words in [
        "v=spf1 include:relay.example.org -all",
        "_dmarc.example.org",
        "publish an MX record at datos.example.org",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(relay.received().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn our_own_key_is_looked_for() {
    let relay = Server::start().await.unwrap();
    let place = city(&relay);
    let key_file = place.path("dkim.pem");
    let pem = RsaPrivateKey::new(&mut OsRng, 2048).unwrap();
    std::fs::write(&key_file, pem.to_pkcs8_pem(LineEnding::LF).unwrap().as_bytes()).unwrap();
    let readable_by = |mode| {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(&key_file, permissions).unwrap();
    };
    readable_by(0o600);
    let place = place
        .with("DKIM_SELECTOR", "v1")
        .with("DKIM_KEY_FILE", key_file.to_str().unwrap());
    let zone = || {
        vec![
            (
                "datos.example.org",
                RecordType::TXT,
                "v=spf1 ip4:192.0.2.1 -all".to_owned(),
            ),
            ("datos.example.org", RecordType::MX, "mx.example.org.".to_owned()),
            (
                "_dmarc.example.org",
                RecordType::TXT,
                "v=DMARC1; p=quarantine".to_owned(),
            ),
        ]
    };
    let (parts, said) = check(&place, name_server(zone()));
    assert!(parts.contains(&("dkim".to_owned(), false)), "{said}");
    let record = said.split("v1._domainkey.example.org:\\n  ").nth(1).unwrap();
    let record = record.split('"').next().unwrap().to_owned();
    assert!(record.starts_with("v=DKIM1; k=rsa; p=MIIB"), "{record}");
    let mut full = zone();
    full.push(("v1._domainkey.example.org", RecordType::TXT, record));
    let (parts, said) = check(&place, name_server(full));
    assert!(parts.iter().all(|(_, ok)| *ok), "{said}");
    assert_eq!(parts.len(), 7, "{said}");

    // A key that others can read signs nothing.
    readable_by(0o644);
    let (parts, said) = check(&place, name_server(zone()));
    assert!(
        parts.contains(&("dkim".to_owned(), false)) && said.contains("chmod 600"),
        "{said}"
    );
}

#[test]
fn mail_into_a_folder_reaches_nobody() {
    let place = Place::new().with("BASE_URL", "https://datos.example.org");
    let (parts, said) = check(&place, name_server(Vec::new()));
    assert!(parts.contains(&("mail".to_owned(), false)), "{said}");
    assert!(said.contains("mail goes into a folder and to nobody"), "{said}");
    let half = Place::new().with("DKIM_SELECTOR", "v1");
    assert!(
        half.run(&["check", "config"]).out.contains("dkim_key_file")
            || half.run(&["check", "config"]).err.contains("DKIM_KEY_FILE")
    );
}
