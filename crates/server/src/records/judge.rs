//! What the records of a domain mean for our mail: fine, or what is wrong and how to mend it. Pure.

use super::Found;

/// Fine, with what was found; or what is wrong, with its cure.
pub type Verdict = Result<String, String>;

/// Who may send for `domain` (SPF, RFC 7208), the domain of the envelope.
pub fn spf(domain: &str, texts: &Found) -> Verdict {
    let records = of_version(texts, "v=spf1")?;
    let cure = format!(
        "\n  cure: publish a TXT record at {domain} such as \"v=spf1 include:relay.example.org -all\", with what your relay tells you"
    );
    match records.as_slice() {
        [] => Err(format!(
            "{domain} says nobody may send its mail: receivers will doubt it{cure}"
        )),
        [record] => {
            let words: Vec<&str> = record.split_ascii_whitespace().collect();
            if words.iter().any(|word| ["all", "+all"].contains(word)) {
                return Err(format!(
                    "\"{record}\" allows everybody to send mail of {domain}{cure}"
                ));
            }
            let ends = |word: &&str| word.ends_with("all") || word.starts_with("redirect=");
            if !words.iter().any(ends) || words.contains(&"?all") {
                return Err(format!("\"{record}\" does not say what others may not do{cure}"));
            }
            if words.len() == 2 && words[1].ends_with("all") {
                return Err(format!(
                    "\"{record}\" lets nobody send, not even your relay{cure}"
                ));
            }
            Ok(format!("{domain}: {record}"))
        }
        _ => Err(format!(
            "{domain} has {} SPF records: receivers believe none of them (RFC 7208 §4.5)\n  cure: make them one",
            records.len()
        )),
    }
}

/// The key of our own signature (DKIM, RFC 6376): published below `name`, with this public half.
pub fn dkim(name: &str, record: &str, public: &str, texts: &Found) -> Verdict {
    let texts = answered(texts)?;
    let tag = |text: &str, name: &str| {
        let mut tags = text.split(';').filter_map(|tag| tag.split_once('='));
        let (_, value) = tags.find(|(key, _)| key.trim() == name)?;
        Some(value.split_ascii_whitespace().collect::<String>())
    };
    let cure = format!("\n  cure: publish a TXT record at {name}:\n  {record}");
    let Some(text) = texts.iter().find(|text| tag(text, "p").is_some()) else {
        return Err(format!("{name} has no key: every signature of ours fails{cure}"));
    };
    if tag(text, "p").is_some_and(|key| key == public) {
        Ok(format!("{name} has the key we sign with"))
    } else {
        Err(format!(
            "{name} has another key than the one we sign with: every signature of ours fails{cure}"
        ))
    }
}

/// What receivers are to do with mail that neither covers (DMARC, RFC 7489), for the domain people see.
pub fn dmarc(domain: &str, texts: &Found) -> Verdict {
    let name = format!("_dmarc.{domain}");
    let records = of_version(texts, "v=DMARC1")?;
    let cure = format!(
        "\n  cure: publish a TXT record at {name} such as \"v=DMARC1; p=quarantine; rua=mailto:dmarc@{domain}\"; begin with p=none"
    );
    let [record] = records.as_slice() else {
        let what = if records.is_empty() { "no" } else { "more than one" };
        return Err(format!(
            "{name} has {what} policy: anybody can write in your name, and large providers refuse bulk mail without one{cure}"
        ));
    };
    let policy = record
        .split(';')
        .filter_map(|tag| tag.split_once('='))
        .find(|(key, _)| key.trim() == "p")
        .map(|(_, value)| value.trim().to_ascii_lowercase());
    match policy.as_deref() {
        Some("none") => Ok(format!(
            "{name}: {record}\nonly watched (p=none): when its reports are clean, go on to p=quarantine"
        )),
        Some("quarantine" | "reject") => Ok(format!("{name}: {record}")),
        _ => Err(format!(
            "\"{record}\" has no policy that receivers understand{cure}"
        )),
    }
}

/// Whether mail can come in at a domain.
pub fn arrives(domain: &str, setting: &str, servers: &Found) -> Verdict {
    let servers = answered(servers)?;
    match servers.as_slice() {
        [] => Err(format!(
            "{domain} has no mail server: nothing comes in at {setting}\n  cure: publish an MX record at {domain} that \
             names the server which runs ventanilla mail receive, or take {setting} away"
        )),
        // RFC 7505: it says itself that it takes no mail.
        [one] if one == "." => Err(format!(
            "{domain} says that it takes no mail (a null MX)\n  cure: name a mail server in its MX record, or take \
             {setting} away"
        )),
        servers => Ok(format!("{domain} takes mail at {}", servers.join(", "))),
    }
}

/// Whether receivers see that envelope and sender belong together (DMARC, RFC 7489 §3.1.2, relaxed).
pub fn aligned(envelope: &str, from: &str) -> Verdict {
    let (envelope, from) = (envelope.to_ascii_lowercase(), from.to_ascii_lowercase());
    let within = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    if envelope == from || within(&envelope, &from) || within(&from, &envelope) {
        Ok(format!("{envelope} and {from} belong together"))
    } else {
        Err(format!(
            "mails are from {from} and come back to {envelope}: SPF proves nothing for the domain people see\n  cure: set \
             mail_bounce to an address at {from} or below it"
        ))
    }
}

fn of_version(texts: &Found, version: &str) -> Result<Vec<String>, String> {
    let fits = |text: &&String| {
        let start = text.get(..version.len());
        let rest = text.get(version.len()..).unwrap_or_default();
        start.is_some_and(|start| start.eq_ignore_ascii_case(version))
            && rest.chars().next().is_none_or(|c| c == ' ' || c == ';')
    };
    Ok(answered(texts)?.iter().filter(fits).cloned().collect())
}

fn answered(found: &Found) -> Result<&Vec<String>, String> {
    found.as_ref().map_err(|why| {
        format!("no name server could be asked: {why}\n  cure: try again, or name one with --dns 192.0.2.53")
    })
}

#[cfg(test)]
mod tests {
    use super::{Found, aligned, arrives, dkim, dmarc, spf};

    #[expect(clippy::unnecessary_wraps, reason = "what a name server may also not give")]
    fn found(texts: &[&str]) -> Found {
        Ok(texts.iter().map(|text| (*text).to_owned()).collect())
    }

    #[test]
    fn spf_names_somebody_and_nobody_else() {
        for good in [
            "v=spf1 include:relay.example.org -all",
            "v=spf1 ip4:192.0.2.1 ~all",
            "V=SPF1 mx -all",
            "v=spf1 redirect=example.org",
        ] {
            let verdict = spf("example.org", &found(&["google-site-verification=x", good]));
            assert!(verdict.is_ok_and(|said| said.contains(good)), "{good}");
        }
        for (bad, why) in [
            (vec![], "nobody may send"),
            (vec!["v=spf10 -all"], "nobody may send"),
            (vec!["v=spf1 +all"], "allows everybody"),
            (vec!["v=spf1 mx ?all"], "does not say"),
            (vec!["v=spf1 mx"], "does not say"),
            (vec!["v=spf1 -all"], "lets nobody send"),
            (vec!["v=spf1 mx -all", "v=spf1 a -all"], "2 SPF records"),
        ] {
            let said = spf("example.org", &found(&bad)).unwrap_err();
            assert!(said.contains(why) && said.contains("cure:"), "{bad:?}: {said}");
        }
        let silent = spf("example.org", &Err("timed out".into())).unwrap_err();
        assert!(silent.contains("timed out"));
    }

    #[test]
    fn the_published_key_is_ours() {
        let name = "ventanilla._domainkey.example.org";
        let record = "v=DKIM1; k=rsa; p=QUJD";
        for good in [record, "p=QUJD", "v=DKIM1; k=rsa; p=QU JD;"] {
            assert!(dkim(name, record, "QUJD", &found(&[good])).is_ok(), "{good}");
        }
        for bad in [vec![], vec!["v=DKIM1; p="], vec!["v=DKIM1; p=REVG"]] {
            let said = dkim(name, record, "QUJD", &found(&bad)).unwrap_err();
            assert!(said.contains(record), "{bad:?}: {said}");
        }
    }

    #[test]
    fn dmarc_has_one_policy() {
        for good in [
            "v=DMARC1; p=reject",
            "v=DMARC1;p=Quarantine; rua=mailto:a@b.org",
            "v=DMARC1; p=none",
        ] {
            assert!(dmarc("example.org", &found(&[good])).is_ok(), "{good}");
        }
        for bad in [
            vec![],
            vec!["v=DMARC1"],
            vec!["v=DMARC1; p=x"],
            vec!["v=DMARC1; p=none", "v=DMARC1; p=none"],
        ] {
            let said = dmarc("example.org", &found(&bad)).unwrap_err();
            assert!(said.contains("_dmarc.example.org"), "{bad:?}: {said}");
        }
    }

    #[test]
    fn mail_comes_in_somewhere() {
        assert!(arrives("example.org", "mail_reply", &found(&["mx.example.org."])).is_ok());
        assert!(arrives("example.org", "mail_reply", &found(&[])).is_err());
        assert!(arrives("example.org", "mail_reply", &found(&["."])).is_err());
    }

    #[test]
    fn what_belongs_together() {
        for (envelope, from) in [
            ("example.org", "example.org"),
            ("bounce.Example.org", "example.org"),
            ("example.org", "datos.example.org"),
        ] {
            assert!(aligned(envelope, from).is_ok(), "{envelope} {from}");
        }
        for (envelope, from) in [("example.com", "example.org"), ("badexample.org", "example.org")] {
            assert!(aligned(envelope, from).is_err(), "{envelope} {from}");
        }
    }
}
