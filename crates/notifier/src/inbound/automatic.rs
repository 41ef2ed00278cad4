//! Mail that no person wrote: answering it, or taking it for somebody's word, is how loops begin (RFC 3834).

use super::letter::Letter;

/// Whether a machine wrote it, or it came by a list. `own` says which addresses are ours, `host` is the one in our
/// identifiers.
pub fn is_automatic(letter: &Letter, own: impl Fn(&str) -> bool, host: &str) -> bool {
    let any = |name: &str, is: &dyn Fn(&str) -> bool| {
        letter
            .values(name)
            .any(|value| is(value.trim().to_ascii_lowercase().as_str()))
    };
    let there = |name: &str| letter.values(name).next().is_some();
    any("auto-submitted", &|value| {
        value.split([';', ' ', '(']).next() != Some("no")
    }) || any("precedence", &|value| {
        ["bulk", "junk", "list", "auto_reply", "auto-reply"].contains(&value)
    }) || [
        "list-id",
        "list-unsubscribe",
        "x-autoreply",
        "x-autorespond",
        "x-auto-reply",
        "x-loop",
        "feedback-id",
    ]
    .iter()
    .any(|name| there(name))
        || any("return-path", &|value| {
            let address = value.trim_matches(['<', '>', ' ']);
            // Postfix writes it so unless it is told otherwise.
            address.is_empty() || is_machine(address)
        })
        || any("x-failed-recipients", &|_| true)
        || any("content-type", &|value| value.starts_with("multipart/report"))
        || is_machine(&letter.from_text)
        || own(&letter.from_text)
        || letter.message_id.as_deref().is_some_and(|id| is_own_id(id, host))
}

fn is_machine(from: &str) -> bool {
    let local = from.split('@').next().unwrap_or_default().to_ascii_lowercase();
    [
        "mailer-daemon",
        "postmaster",
        "no-reply",
        "noreply",
        "no_reply",
        "donotreply",
        "bounce",
        "bounces",
    ]
    .contains(&local.as_str())
}

/// Identifiers of ours end with our host, and no person's mail program writes them.
fn is_own_id(id: &str, host: &str) -> bool {
    id.rsplit_once('@')
        .is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::is_automatic;
    use crate::inbound::letter::read;

    fn automatic(header: &str) -> bool {
        let mail = format!("From: Ana <ana@example.org>\r\n{header}\r\nSubject: Re\r\n\r\nHola\r\n");
        let letter = read(mail.as_bytes()).unwrap();
        is_automatic(
            &letter,
            |address| address == "datos@example.org",
            "datos.example.org",
        )
    }

    #[test]
    fn machines_are_told_from_people() {
        for header in [
            "Auto-Submitted: auto-replied",
            "auto-submitted: Auto-Generated; owner=x",
            "Precedence: Bulk",
            "Precedence: list",
            "Precedence: junk",
            "List-Id: <a.example.org>",
            "X-Autoreply: yes",
            "X-Autorespond: a",
            "Return-Path: <>",
            "Return-Path:",
            "Return-Path: <MAILER-DAEMON>",
            "Message-ID: <PD-2026-000001.o5@datos.example.org>",
            "Content-Type: multipart/report; boundary=a",
            "X-Failed-Recipients: ana@example.org",
            "Auto-Submitted: auto-replied\r\nAuto-Submitted: no",
        ] {
            assert!(automatic(header), "{header}");
        }
        for header in [
            "Auto-Submitted: no",
            "Precedence: first-class",
            "Return-Path: <ana@example.org>",
            "Message-ID: <abc@mail.example.org>",
            "X-Auto-Response-Suppress: OOF",
        ] {
            assert!(!automatic(header), "{header}");
        }
    }

    #[test]
    fn our_own_address_and_the_post_office_are_no_people() {
        for from in [
            "datos@example.org",
            "MAILER-DAEMON@x.example",
            "no-reply@x.example",
        ] {
            let letter = read(format!("From: {from}\r\n\r\nHola\r\n").as_bytes()).unwrap();
            assert!(
                is_automatic(&letter, |address| address == "datos@example.org", "h"),
                "{from}"
            );
        }
    }
}
