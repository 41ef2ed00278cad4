//! Every mail, in every language, from its samples: what it says, what it links to, and that its files are all there.

#![expect(clippy::unwrap_used, reason = "a test stops where it breaks")]

use std::{collections::BTreeSet, fmt::Write};

use domain::{audience::MailKind, locale::Locale};
use jiff::tz::TimeZone;
use notifier::message::{Message, Reader, Rendered, Topic, samples};
use render::{Accent, Colour, Engine, files};

fn engine() -> Engine {
    Engine::new(&TimeZone::fixed(jiff::tz::offset(-3))).unwrap()
}

fn rendered(engine: &Engine, locale: Locale) -> Vec<(String, Message, Rendered)> {
    samples(locale)
        .into_iter()
        .map(|(name, message)| {
            let rendered = message
                .render(engine)
                .unwrap_or_else(|error| panic!("{name} in {locale}: {error:?}"));
            (name, message, rendered)
        })
        .collect()
}

#[test]
fn what_every_mail_says() {
    let engine = engine();
    for locale in Locale::ALL {
        let all = rendered(&engine, *locale);
        for kind in MailKind::ALL {
            let mut page = String::new();
            for (name, _, mail) in all.iter().filter(|(_, message, _)| message.kind() == *kind) {
                write!(
                    page,
                    "===== {name}\nSubject: {}\nPreview: {}\n\n{}\n",
                    mail.subject, mail.preview, mail.text
                )
                .unwrap();
            }
            assert!(!page.is_empty(), "{kind} has no sample");
            insta::assert_snapshot!(format!("{locale}-{kind}"), page);
        }
    }
}

#[test]
fn what_some_mails_look_like() {
    let engine = engine();
    for locale in Locale::ALL {
        for (name, _, mail) in rendered(&engine, *locale) {
            if [
                "answered-published-requester",
                "confirm_email-file",
                "split-two-requester",
            ]
            .contains(&name.as_str())
            {
                insta::assert_snapshot!(format!("html-{locale}-{name}"), mail.html);
            }
        }
    }
}

#[test]
fn samples_have_names_of_their_own() {
    let names: Vec<String> = samples(Locale::EsAr).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for (name, message) in samples(Locale::En) {
        assert!(name.starts_with(message.kind().as_str()), "{name}");
    }
    notifier::message::check(&engine()).unwrap();
}

#[test]
fn every_file_is_used_and_every_file_used_is_there() {
    let mut wanted: BTreeSet<String> = [
        "mail/layout.html",
        "mail/layout.txt",
        "mail/parts.html",
        "mail/parts.txt",
    ]
    .map(str::to_owned)
    .into();
    for kind in MailKind::ALL {
        wanted.extend(["subject.txt", "body.txt", "body.html"].map(|file| format!("mail/{kind}/{file}")));
    }
    assert_eq!(files::list("mail/").into_iter().collect::<BTreeSet<_>>(), wanted);
    engine().check().unwrap();
}

#[test]
fn subjects_hold_threads_together() {
    let engine = engine();
    for locale in Locale::ALL {
        for (name, message, mail) in rendered(&engine, *locale) {
            if let Topic::Request { about, .. } = &message.topic {
                assert_eq!(
                    mail.subject,
                    format!("[{}] {}", about.reference, about.title),
                    "{name}"
                );
            }
            assert!(
                !mail.subject.is_empty() && !mail.subject.contains(char::is_control),
                "{name}"
            );
            assert!(
                !mail.preview.is_empty() && mail.html.contains("display:none"),
                "{name}"
            );
        }
    }
}

#[test]
fn text_and_html_lead_to_the_same_places() {
    let engine = engine();
    for locale in Locale::ALL {
        for (name, _, mail) in rendered(&engine, *locale) {
            assert_eq!(addresses(&mail.text), hrefs(&mail.html), "{name} in {locale}");
        }
    }
}

#[test]
fn text_and_html_say_the_same() {
    let engine = engine();
    for locale in Locale::ALL {
        for (name, _, mail) in rendered(&engine, *locale) {
            let html = html_words(&mail.html);
            for word in words(&mail.text) {
                assert!(
                    html.contains(&word),
                    "{name} in {locale}: `{word}` is in the text only"
                );
            }
            let text = words(&mail.text);
            for word in &html {
                assert!(
                    text.contains(word),
                    "{name} in {locale}: `{word}` is in the HTML only"
                );
            }
        }
    }
}

#[test]
fn html_is_well_formed_and_loads_nothing() {
    let engine = engine();
    for locale in Locale::ALL {
        for (name, _, mail) in rendered(&engine, *locale) {
            balanced(&mail.html).unwrap_or_else(|problem| panic!("{name} in {locale}: {problem}"));
            assert!(mail.html.contains(&format!("<html lang=\"{locale}\">")), "{name}");
            for banned in [
                "<img",
                "src=",
                "url(",
                "@import",
                "<script",
                "<link",
                "none</",
                "undefined",
            ] {
                assert!(!mail.html.contains(banned), "{name} in {locale} has {banned}");
            }
            assert!(mail.text.lines().all(|line| line.len() < 998), "{name}");
        }
    }
}

#[test]
fn what_people_write_stays_text() {
    let engine = engine();
    let evil = "<script>alert(1)</script> & \"co\" {{ 7 * 7 }} {%raw%}";
    for locale in Locale::ALL {
        for (name, mut message) in samples(*locale) {
            message.site.name = evil.to_owned();
            match &mut message.topic {
                Topic::Request { about, .. } => about.title = format!("{evil}\r\nBcc: otra@example.org"),
                Topic::ConfirmEmail { title, .. } => *title = evil.to_owned(),
                Topic::NewRequests(listed) => listed[0].title = evil.to_owned(),
                Topic::Digest(digest) => match digest.requests.first_mut() {
                    Some(first) => first.title = evil.to_owned(),
                    None => digest.searches[0].requests[0].1 = evil.to_owned(),
                },
                Topic::DeskWeekly { unanswered, .. } => unanswered.first[0].1 = evil.to_owned(),
                Topic::Invited(invited) => invited.meeting = evil.to_owned(),
                Topic::SignIn { .. } | Topic::MailStuck(_) => {}
            }
            let mail = message.render(&engine).unwrap();
            assert!(!mail.html.contains("<script"), "{name}");
            assert!(!mail.html.contains("49"), "{name}: a title was run as a template");
            assert!(mail.html.contains("&lt;script&gt;"), "{name}");
            assert!(
                !mail.subject.contains('\n') && !mail.subject.contains('\r'),
                "{name}"
            );
            balanced(&mail.html).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        }
    }
}

#[test]
fn the_button_goes_where_its_reader_can_act() {
    let engine = engine();
    for (name, message, mail) in rendered(&engine, Locale::EsAr) {
        let Topic::Request { reader, .. } = &message.topic else {
            continue;
        };
        let hrefs = hrefs(&mail.html);
        let to = |ending: &str| hrefs.iter().any(|href| href.ends_with(ending));
        assert_eq!(reader.is_staff(), to("/desk/PD-2026-000123"), "{name}");
        match message.kind() {
            MailKind::Hidden => {
                assert!(
                    !hrefs.iter().any(|href| href.contains("/requests/")),
                    "{name}: it answers 404"
                );
            }
            MailKind::Merged => assert!(to("/requests/PD-2026-000087"), "{name}"),
            MailKind::Question | MailKind::LapseWarning => assert!(to("/PD-2026-000123/reply"), "{name}"),
            MailKind::Answered | MailKind::Corrected | MailKind::VerdictAsked => {
                assert_eq!(
                    *reader == Reader::Requester,
                    to("/PD-2026-000123/verdict"),
                    "{name}"
                );
            }
            _ => assert!(to("/requests/PD-2026-000123"), "{name}"),
        }
    }
}

#[test]
fn a_mail_is_that_of_its_site() {
    let engine = engine();
    let green = Colour::parse("#0b6e4f").unwrap();
    for locale in Locale::ALL {
        for (name, mut message) in samples(*locale) {
            message.site.name = "Datos <b> de Villa Ejemplo".to_owned();
            message.site.government = Some("Municipalidad & Concejo".to_owned());
            message.site.accent = Accent::of(green).unwrap();
            message.site.line = green;
            let mail = message.render(&engine).unwrap();
            let place = format!("{name} in {locale}: {} {}", mail.text, mail.html);
            assert!(mail.text.contains("Datos <b> de Villa Ejemplo"), "{place}");
            assert!(mail.html.contains("Datos &lt;b&gt; de Villa Ejemplo"), "{place}");
            assert!(mail.html.contains("Municipalidad &amp; Concejo"), "{place}");
            assert!(mail.text.ends_with("\nMunicipalidad & Concejo\n"), "{place}");
            assert!(!mail.html.contains("Ventanilla<"), "{place}");
            for ours in ["#336acc", "#2b5aad", "#8fb3f6", "#9dbdf8", "#ffcc00"] {
                assert!(!mail.html.contains(ours), "{ours} in {place}");
            }
        }
    }
}

#[test]
fn supporters_have_no_names() {
    let engine = engine();
    let sample = samples(Locale::EsAr)
        .into_iter()
        .find(|(name, _)| name == "replied-supporter-assignee");
    let (_, message) = sample.unwrap();
    assert!(format!("{message:?}").contains("Ana Díaz"));
    let mail = message.render(&engine).unwrap();
    assert!(!mail.text.contains("Ana Díaz") && !mail.html.contains("Ana Díaz"));
}

#[test]
fn anything_can_be_told_to_anyone() {
    let engine = engine();
    for (name, message) in samples(Locale::EsAr) {
        for other in Reader::ALL {
            let mut message = message.clone();
            if let Topic::Request { reader, .. } = &mut message.topic {
                *reader = other;
            }
            message
                .render(&engine)
                .unwrap_or_else(|error| panic!("{name} to {other:?}: {error:?}"));
        }
    }
}

#[test]
fn an_action_link_takes_the_place_of_the_public_page() {
    let engine = engine();
    let own = "https://ventanilla.example.org/requests/PD-2026-000123/verdict?key=9fK2";
    let (_, mut message) = samples(Locale::En)
        .into_iter()
        .find(|(name, _)| name == "answered-published-requester")
        .unwrap();
    if let Topic::Request { action_link, .. } = &mut message.topic {
        *action_link = Some(own.to_owned());
    }
    let mail = message.render(&engine).unwrap();
    assert!(hrefs(&mail.html).contains(own));
    assert!(!mail.html.contains("/verdict\""));
}

#[test]
fn addresses_that_are_no_web_addresses_are_no_links() {
    let engine = engine();
    let (_, mut message) = samples(Locale::EsAr)
        .into_iter()
        .find(|(name, _)| name == "answered-already_exists-requester")
        .unwrap();
    if let Topic::Request {
        happened: notifier::message::Happened::Answered { evidence, .. },
        ..
    } = &mut message.topic
    {
        evidence.url = Some("javascript:alert(1)".to_owned());
    }
    let mail = message.render(&engine).unwrap();
    assert!(!mail.html.contains("href=\"javascript"));
    assert!(mail.html.contains("javascript:alert(1)"));
}

/// Addresses of a text; a closing parenthesis around one is not part of it.
fn addresses(text: &str) -> BTreeSet<String> {
    text.split(|c: char| c.is_whitespace() || c == '(' || c == ')')
        .filter(|word| word.starts_with("https://") || word.starts_with("http://"))
        .map(|word| word.trim_end_matches(['.', ',', ';']).to_owned())
        .collect()
}

fn hrefs(html: &str) -> BTreeSet<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|url| url.replace("&amp;", "&"))
        .collect()
}

/// The words of a text, without its marks and addresses.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| c.is_whitespace() || "()".contains(c))
        .filter(|word| !word.contains("://"))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit() && c < '4'))
        .collect()
}

fn html_words(html: &str) -> BTreeSet<String> {
    let body = html.split_once("</head>").map_or("", |(_, body)| body);
    let mut text = String::new();
    let mut inside = true;
    for c in body.chars() {
        match c {
            '<' => {
                inside = false;
                text.push(' ');
            }
            '>' => inside = true,
            other if inside => text.push(other),
            _ => {}
        }
    }
    words(
        &text
            .replace("&nbsp;", " ")
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">"),
    )
}

/// Every element that opens closes, in order.
fn balanced(html: &str) -> Result<(), String> {
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').ok_or("a tag does not end")? + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if tag.starts_with('!') || ["meta", "br"].contains(&name.as_str()) {
            continue;
        }
        if tag.starts_with('/') {
            let last = open.pop();
            if last.as_deref() != Some(name.as_str()) {
                return Err(format!("</{name}> closes {last:?}"));
            }
        } else if tag.matches('"').count() % 2 == 1 {
            return Err(format!("an odd number of quotation marks in <{tag}>"));
        } else {
            open.push(name);
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("still open: {open:?}"))
    }
}
