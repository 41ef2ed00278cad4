//! The way out for mail, and whether receivers will believe what leaves by it. Sends nothing.

use std::net::SocketAddr;

use anyhow::{bail, ensure};
use notifier::{
    return_address::ReturnAddress,
    transport::{MailUrl, Transport},
};

use super::{Finding, finding};
use crate::{
    config::Config,
    records::{
        Records,
        judge::{self, Verdict},
    },
    sending,
};

/// Everything about mail; the name server that is asked is `dns`, or the system's.
pub async fn look(config: &Config, dns: Option<SocketAddr>) -> Vec<Finding> {
    let mut findings = vec![finding("mail", way_out(config).await)];
    let signer = sending::signer(config);
    // On this machine alone nobody asks the DNS for us.
    if config.base_url.is_loopback() {
        findings.extend(signer.err().map(|error| finding("dkim", Err(error))));
        return findings;
    }
    let records = match Records::new(dns) {
        Ok(records) => records,
        Err(error) => {
            findings.push(finding("dns", Err(error)));
            return findings;
        }
    };
    let from = config.mail_from.address.domain();
    let bounce = config.returns.bounce.as_ref().map(ReturnAddress::domain);
    let envelope = bounce.unwrap_or(from);
    let spf = judge::spf(envelope, &records.texts(envelope).await);
    findings.push(judged("spf", spf));
    let dkim = match signer {
        Ok(Some(signer)) => {
            let texts = records.texts(&signer.name()).await;
            let verdict = judge::dkim(&signer.name(), &signer.record(), signer.public(), &texts);
            judged("dkim", verdict)
        }
        Ok(None) => {
            let said = "we do not sign, so your relay has to: see docs/MAIL.md";
            finding("dkim", Ok(said.to_owned()))
        }
        Err(error) => finding("dkim", Err(error)),
    };
    findings.push(dkim);
    let policy = records.texts(&format!("_dmarc.{from}")).await;
    findings.push(judged("dmarc", judge::dmarc(from, &policy)));
    if envelope != from {
        findings.push(judged("alignment", judge::aligned(envelope, from)));
    }
    for (setting, address) in [
        ("mail_reply", &config.returns.reply),
        ("mail_bounce", &config.returns.bounce),
    ] {
        if let Some(address) = address {
            let servers = records.mail_servers(address.domain()).await;
            findings.push(judged(
                setting,
                judge::arrives(address.domain(), setting, &servers),
            ));
        }
    }
    findings
}

async fn way_out(config: &Config) -> anyhow::Result<String> {
    let to_nobody = matches!(config.mail_url, MailUrl::File(_)) && !config.base_url.is_loopback();
    ensure!(
        !to_nobody,
        "mail goes into a folder and to nobody\n  cure: set VENTANILLA_MAIL_URL to your relay, such as \
         smtp://user:password@relay.example.org:587"
    );
    let transport = Transport::from_url(&config.mail_url)?;
    if let Err(why) = transport.check().await {
        bail!(
            "{:?} does not take mail: {why}\n  cure: see that host, port, user and password are right, that the relay \
             offers STARTTLS with a certificate for that name, and that it can be reached from here",
            config.mail_url
        );
    }
    Ok(format!(
        "{:?} would take mail from {}",
        config.mail_url, config.mail_from.address
    ))
}

fn judged(part: &'static str, verdict: Verdict) -> Finding {
    finding(part, verdict.map_err(anyhow::Error::msg))
}
