//! The settings that are one word, one path or one moment, and what is allowed on this machine alone.

use std::path::PathBuf;

use domain::locale::Locale;
use jiff::{Timestamp, tz::TimeZone};
use notifier::{mime::Sender, return_address::ReturnAddress, transport::MailUrl};

use super::{BaseUrl, Config, ConfigProblem, Dkim, address::is_loopback, given::Given};

/// The City's time zone.
const TIME_ZONE: &str = "America/Argentina/Buenos_Aires";

/// A path.
pub fn folder(given: &Given, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<PathBuf> {
    let setting = given.get(key)?;
    if setting.text.contains('\0') || setting.text.contains("://") {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            "it is not a path",
            "give the path of a file or folder",
        ));
        return None;
    }
    Some(PathBuf::from(&setting.text))
}

/// `off`, or the one word for on.
pub fn switch(given: &Given, key: &str, on: &str, problems: &mut Vec<ConfigProblem>) -> bool {
    let Some(setting) = given.get(key) else {
        return true;
    };
    match setting.text.as_str() {
        "off" => false,
        text if text == on => true,
        text => {
            problems.push(ConfigProblem::new(
                &setting.written_as,
                format!("{text:?} is not one of its values"),
                format!("write {on} or off"),
            ));
            true
        }
    }
}

/// Where mail goes.
pub fn mail_url(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<MailUrl> {
    let setting = given.get("mail_url")?;
    match MailUrl::parse(&setting.text) {
        Ok(url) => Some(url),
        Err(error) => {
            problems.push(ConfigProblem::new(
                &setting.written_as,
                error.to_string(),
                "use smtp://user:password@host:587 (STARTTLS), smtps://user:password@host or file:FOLDER",
            ));
            None
        }
    }
}

/// Who mail comes from: what was given, or `ventanilla` at our own host, in the name of the site.
pub fn mail_from(
    given: &Given,
    base_url: Option<&BaseUrl>,
    problems: &mut Vec<ConfigProblem>,
) -> Option<Sender> {
    let Some(setting) = given.get("mail_from") else {
        // An address such as `[::1]` is no mail domain.
        let host = base_url
            .and_then(BaseUrl::host)
            .filter(|host| !is_loopback(host))
            .unwrap_or("localhost");
        return Sender::parse(&format!("ventanilla@{host}")).ok().or_else(|| {
            problems.push(bad_sender(
                given.name("mail_from"),
                "no address can be made from the base URL",
            ));
            None
        });
    };
    let sender = Sender::parse(&setting.text).ok();
    if sender.is_none() {
        problems.push(bad_sender(
            setting.written_as.clone(),
            "it is not an e-mail address",
        ));
    }
    sender
}

/// Where replies go to, or mails that come back.
pub fn return_address(given: &Given, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<ReturnAddress> {
    let setting = given.get(key)?;
    match ReturnAddress::parse(&setting.text) {
        Ok(address) => Some(address),
        Err(error) => {
            problems.push(ConfigProblem::new(
                &setting.written_as,
                error.to_string(),
                "write a bare and short one, such as responder@datos.example.org",
            ));
            None
        }
    }
}

/// How our own signature is made: both settings, or none.
pub fn dkim(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Dkim> {
    let (selector, key_file) = (
        given.get("dkim_selector"),
        folder(given, "dkim_key_file", problems),
    );
    match (selector, key_file) {
        (Some(selector), Some(key_file)) => Some(Dkim {
            selector: selector.text.clone(),
            key_file,
        }),
        (None, None) => None,
        (one, _) => {
            let missing = if one.is_some() {
                "dkim_key_file"
            } else {
                "dkim_selector"
            };
            problems.push(ConfigProblem::new(
                given.name(missing),
                "our own signature needs both a key and its selector",
                "set dkim_selector and dkim_key_file, or neither if your relay signs",
            ));
            None
        }
    }
}

fn bad_sender(key: String, problem: &str) -> ConfigProblem {
    ConfigProblem::new(
        key,
        problem,
        "write datos@example.org or \"Ventanilla <datos@example.org>\"",
    )
}

/// The language of those who did not choose one.
pub fn locale(given: &Given, problems: &mut Vec<ConfigProblem>) -> Locale {
    let Some(setting) = given.get("locale") else {
        return Locale::EsAr;
    };
    Locale::parse(&setting.text).unwrap_or_else(|| {
        let known = Locale::ALL
            .iter()
            .map(|locale| locale.as_str())
            .collect::<Vec<_>>()
            .join(" or ");
        problems.push(ConfigProblem::new(
            &setting.written_as,
            format!("we do not speak {:?}", setting.text),
            format!("write {known}"),
        ));
        Locale::EsAr
    })
}

/// Where days begin and end.
pub fn time_zone(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<TimeZone> {
    let name = given
        .get("time_zone")
        .map_or(TIME_ZONE, |setting| setting.text.as_str());
    let zone = TimeZone::get(name).ok();
    if zone.is_none() {
        problems.push(ConfigProblem::new(
            given.name("time_zone"),
            format!("there is no time zone {name:?}"),
            format!("use a name of the IANA database, such as {TIME_ZONE}"),
        ));
    }
    zone
}

/// A fixed clock.
pub fn now(given: &Given, problems: &mut Vec<ConfigProblem>) -> Option<Timestamp> {
    let setting = given.get("now")?;
    let moment = setting.text.parse::<Timestamp>().ok();
    if moment.is_none() {
        problems.push(ConfigProblem::new(
            &setting.written_as,
            format!("{:?} is not a moment", setting.text),
            "write it as RFC 3339 with an offset: 2026-11-20T10:00:00-03:00",
        ));
    }
    moment
}

/// What would be unsafe where others can reach us.
pub fn loopback_only(given: &Given, config: &Config, problems: &mut Vec<ConfigProblem>) {
    if config.base_url.is_loopback() {
        return;
    }
    let cure = |value: &str| {
        format!(
            "{value}, or use a loopback base URL (http://127.0.0.1:8080) for trying things on this machine"
        )
    };
    if !config.limits {
        problems.push(ConfigProblem::new(
            given.name("limits"),
            "without limits anyone can flood the site and its mail",
            cure("set it to on"),
        ));
    }
    if !config.staff_second_factor {
        problems.push(ConfigProblem::new(
            given.name("staff_second_factor"),
            "a stolen mailbox would be enough to act as the government",
            cure("set it to required"),
        ));
    }
    if config.now.is_some() {
        problems.push(ConfigProblem::new(
            given.name("now"),
            "with a fixed clock deadlines, links and sessions never end",
            cure("remove it"),
        ));
    }
}
