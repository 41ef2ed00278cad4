//! Mail by which somebody tries to speak as another, to make machines talk to each other, or to break what reads it: none of
//! it is taken in. And what was meant for one reader never gets onto a page.

use std::fmt::Write as _;

use domain::{
    ids::{PersonId, RequestId},
    incoming::{Fate, Unfit},
    ops::Taken,
    return_token::ReplyToken,
    secret::InstanceKey,
    store::people,
};
use jiff::Timestamp;
use notifier::inbound::{LARGEST, Mail as Arrived};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{KEY, TestApp, email},
    browser::Browser,
    post,
    replies::{
        begin, caller, comments, inbox, kept, mail_to, receive, reply, report, to, with_body, with_header,
    },
};

/// What a thief has: letters to others, and a way to send mail.
struct Loot {
    /// Ana's own address for replies.
    ana: String,
    /// Sol's.
    sol: String,
    /// Where a mail to Ana comes back to.
    bounce: String,
    /// One as Lia would have, who is staff and gets none.
    lia: String,
    /// One as Ana would have for a request that is not there.
    nothing: String,
    /// One made with another key.
    other_key: String,
    /// Who Ana's is for, and about what, signed for Sol.
    spliced: String,
}

/// A mail, and the address in its envelope.
type Attempt = (&'static str, Vec<u8>, String);

on_both! {
    async fn nobody_speaks_as_another(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
        let letters = post::deliver(&app).await;
        let question = mail_to(&letters, "ana");
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let news = post::deliver(&app).await;
        let loot = loot(&app, to(&question), to(&mail_to(&news, "sol")), &question.comes_back_to).await;
        let (before, events) = (app.show("anonymous", &it).await, app.events(&it).await.len());

        let attempts = attempts(&loot);
        assert!(attempts.len() >= 40, "{} attempts", attempts.len());
        for (name, bytes, recipient) in &attempts {
            let mail = Arrived {
                bytes: &bytes[..bytes.len().min(LARGEST)],
                size: bytes.len() as u64,
                recipient: Some(recipient),
            };
            let taken = inbox(&app).receive(&caller(&app), mail).await.unwrap();
            assert!(matches!(taken, Taken::In(Fate::Quarantine | Fate::Ignored)), "{name}: {taken:?}");
        }
        assert_eq!(app.show("anonymous", &it).await, before);
        assert_eq!(app.events(&it).await.len(), events);
        assert!(comments(&app, &it).await.is_empty());
        let letters = post::deliver(&app).await;
        assert!(letters.is_empty(), "nobody is written to: {letters:?}");

        // The same words, from whom they should be, are taken in: it was not the road that was closed.
        let taken = receive(&app, &reply("ana", "De 2019 a 2024.").replace("<m1@", "<good@"), &loot.ana).await;
        assert_eq!(taken, Taken::In(Fate::Answer));
        let taken = receive(&app, &reply("sol", "Bien.").replace("<m1@", "<good@"), &loot.sol).await;
        assert_eq!(taken, Taken::In(Fate::Comment));
    }

    async fn a_token_ends_with_what_it_was_for(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letters = post::deliver(&app).await;
        let (ana, sol) = (mail_to(&letters, "ana"), mail_to(&letters, "sol"));
        let why = async |app: &TestApp, who: &str, number: &str, recipient: &str| {
            let mail = reply(who, "Hola.").replace("<m1@", &format!("<{number}@"));
            assert_eq!(receive(app, &mail, recipient).await, Taken::In(Fate::Quarantine), "{number}");
            kept(app).await[0].why
        };
        app.disable("sol").await;
        assert_eq!(why(&app, "sol", "e1", to(&sol)).await, Unfit::Account);
        app.act("caro", &it, json!({"action": "hide", "reason": "personal_data", "message": "Datos de terceros."})).await;
        assert_eq!(why(&app, "ana", "e2", to(&ana)).await, Unfit::Hidden);
        app.act("caro", &it, json!({"action": "unhide"})).await;
        app.act("ana", &it, json!({"action": "withdraw"})).await;
        app.at("2027-02-19T12:00:00Z");
        assert_eq!(why(&app, "ana", "e3", to(&ana)).await, Unfit::Closed);
        assert!(comments(&app, &it).await.is_empty());
    }

    async fn two_machines_that_look_like_people_are_parted(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        app.act("lia", &it, json!({"action": "inform", "message": "Estamos en eso."})).await;
        let letter = mail_to(&post::deliver(&app).await, "ana");
        for number in 1..=12 {
            let mail = reply("ana", &format!("Recibido {number}.")).replace("<m1@", &format!("<n{number}@"));
            let fate = if number <= i64::from(domain::limits::Limit::RepliesAnHour.bounds().0) { Fate::Comment } else { Fate::Quarantine };
            assert_eq!(receive(&app, &mail, to(&letter)).await, Taken::In(fate), "{number}");
        }
        assert_eq!(kept(&app).await[0].why, Unfit::TooMany);
    }

    async fn what_was_for_one_reader_is_on_no_page(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let it = begin(&app, &db).await;
        for (number, (headers, body)) in quoting().into_iter().enumerate() {
            app.act("lia", &it, json!({"action": "ask", "message": "¿De qué años?"})).await;
            let question = mail_to(&post::deliver(&app).await, "ana");
            let key = question.link("/reply?key=");
            let secret = key.split_once("key=").unwrap().1;
            let lines: String = question.text.lines().fold(String::new(), |mut all, line| {
                let _written = write!(all, "> {line}\r\n");
                all
            });
            let body = body.replace("{quoted}", &lines).replace("{plain}", &question.text).replace("{link}", &key);
            let mail = with_body("ana", headers, &body).replace("<m1@", &format!("<c{number}@"));
            assert_eq!(receive(&app, &mail, to(&question)).await, Taken::In(Fate::Answer), "{body}");
            let mut page = Browser::new();
            page.visit(&app, &format!("/requests/{it}")).await;
            page.sees(&format!("Los de {}.", 2019 + number));
            let json = app.events(&it).await;
            for canary in [secret, "ana.privada@", "4555-0199", "responder+"] {
                page.misses(canary);
                assert!(!page.html().contains(canary) && !json!(json).to_string().contains(canary), "{canary}: {body}");
            }
        }
    }
}

/// How mail programs quote what they answer: headers and body.
fn quoting() -> [(&'static str, &'static str); 6] {
    const PLAIN: &str = "Content-Type: text/plain; charset=utf-8";
    [
        (
            PLAIN,
            "Los de 2019.\r\n\r\nEl vie, 20 nov 2026 a las 9:00, Ventanilla (<datos@example.org>) escribió:\r\n\r\n{quoted}",
        ),
        (
            PLAIN,
            "Los de 2020.\r\n\r\n________________________________\r\nDe: Ventanilla <datos@example.org>\r\nEnviado: viernes\r\nPara: ana <ana.privada@example.org>\r\nAsunto: Pregunta\r\n\r\n{plain}",
        ),
        (
            PLAIN,
            "Los de 2021. Miren {link} y escriban a ana.privada@example.org.\r\n\r\n-- \r\nAna, tel. 4555-0199\r\n\r\nOn Fri, Nov 20, 2026, Ventanilla wrote:\r\n{quoted}",
        ),
        (
            PLAIN,
            "On Fri, Nov 20, 2026 at 9:00 AM Ventanilla <datos@example.org> wrote:\r\n{quoted}\r\n\r\nLos de 2022.\r\n",
        ),
        (
            "Content-Type: text/html; charset=utf-8",
            "<div dir=\"ltr\">Los de 2023.</div><br><div class=\"gmail_quote\"><div>El vie escribió:<br></div><blockquote>{plain} <a href=\"{link}\">Responder</a> 4555-0199</blockquote></div>",
        ),
        (
            "Content-Type: text/html; charset=iso-8859-1",
            "<html><head><style>.x{color:red}</style></head><body><p>Los de 2024.</p><div id=\"divRplyFwdMsg\"><b>De:</b> ana.privada@example.org</div><div>{plain}</div></body></html>",
        ),
    ]
}

async fn loot(app: &TestApp, ana: &str, sol: &str, bounce: &str) -> Loot {
    let person = async |who: &str| {
        people::find(&app.state.db.read(), &email(who))
            .await
            .unwrap()
            .unwrap()
    };
    let token = |address: &str| {
        address["responder+".len()..]
            .split('@')
            .next()
            .unwrap()
            .to_owned()
    };
    let own = ReplyToken::read(&token(ana)).unwrap();
    let made = app.state.clock.now();
    let mint = |person: (PersonId, Timestamp), request: (RequestId, Timestamp), key: &InstanceKey| {
        format!(
            "responder+{}@example.org",
            ReplyToken::new(person, request, key).text()
        )
    };
    let (lia, her) = (person("lia").await, person("ana").await);
    let request = (own.request, made);
    let real = mint((her.id, her.created_at), request, &KEY);
    assert_eq!(
        real, ana,
        "what is made here is what the mail has, but for what is changed"
    );
    let (hers, others) = (token(ana), token(sol));
    Loot {
        lia: mint((lia.id, lia.created_at), request, &KEY),
        nothing: mint((her.id, her.created_at), (RequestId(987_654), made), &KEY),
        other_key: mint((her.id, her.created_at), request, &InstanceKey::new([8; 32])),
        spliced: format!("responder+{}{}@example.org", &hers[..18], &others[18..]),
        ana: ana.to_owned(),
        sol: sol.to_owned(),
        bounce: bounce.to_owned(),
    }
}

fn attempts(loot: &Loot) -> Vec<Attempt> {
    let mut all = Vec::new();
    strange_senders(loot, &mut all);
    strange_tokens(loot, &mut all);
    machines(loot, &mut all);
    monsters(loot, &mut all);
    // Each is a mail of its own, as far as it has an identifier.
    for (number, (_, bytes, _)) in all.iter_mut().enumerate() {
        if bytes.len() < 5_000_000
            && let Ok(text) = String::from_utf8(bytes.clone())
        {
            *bytes = text.replace("<m1@", &format!("<h{number}@")).into_bytes();
        }
    }
    all
}

/// With Ana's token, from somebody who is not she.
fn strange_senders(loot: &Loot, all: &mut Vec<Attempt>) {
    const HER_LINE: &str = "From: ana <ana@example.org>";
    for (name, from) in [
        ("a stranger", "From: Eva <eva@mal.example>"),
        ("a supporter", "From: sol <sol@example.org>"),
        ("staff", "From: lia <lia@example.org>"),
        ("a coordinator", "From: caro <caro@example.org>"),
        ("ourselves", "From: Ventanilla <datos@example.org>"),
        ("two senders", "From: ana@example.org\r\nFrom: eva@mal.example"),
        (
            "two senders, she last",
            "From: eva@mal.example\r\nFrom: ana@example.org",
        ),
        ("two addresses", "From: ana@example.org, eva@mal.example"),
        ("a group", "From: Gente: ana@example.org;"),
        (
            "her address as a name",
            "From: \"ana@example.org\" <eva@mal.example>",
        ),
        (
            "an encoded name",
            "From: =?utf-8?q?ana=40example.org?= <eva@mal.example>",
        ),
        (
            "she as the sender",
            "From: eva@mal.example\r\nSender: ana@example.org",
        ),
        (
            "answers to her",
            "From: eva@mal.example\r\nReply-To: ana@example.org",
        ),
        ("another alphabet", "From: \u{430}na@example.org"),
        ("a longer domain", "From: ana@example.org.mal.example"),
        ("two at signs", "From: ana@example.org@mal.example"),
        ("a quoted local part", "From: \"ana@example.org\"@mal.example"),
        ("a comment", "From: (ana@example.org) eva@mal.example"),
        (
            "a source route",
            "From: <@example.org,ana@example.org:eva@mal.example>",
        ),
        (
            "a bare carriage return",
            "From: eva@mal.example\rFrom: ana@example.org",
        ),
        (
            "a folded second address",
            "From: eva@mal.example,\r\n ana@example.org",
        ),
        ("a zero byte", "From: ana@example.org\0@mal.example"),
        ("nobody", "X-From: ana@example.org"),
        ("an empty sender", "From: <>"),
    ] {
        let mail = reply("ana", "Lo digo yo.").replace(HER_LINE, from);
        all.push((name, mail.into_bytes(), loot.ana.clone()));
    }
}

/// From Ana's address, without what was sent to it.
fn strange_tokens(loot: &Loot, all: &mut Vec<Attempt>) {
    let changed = |place: usize| {
        let mut letters: Vec<char> = loot.ana.chars().collect();
        letters[place] = if letters[place] == 'q' { 'r' } else { 'q' };
        letters.into_iter().collect::<String>()
    };
    let at = loot.ana.find('@').unwrap();
    let bounce_token = loot.bounce["bounce+".len()..].split('@').next().unwrap();
    for (name, recipient) in [
        ("another's token", loot.sol.clone()),
        ("its last letter", changed(at - 1)),
        ("its first letter", changed("responder+".len())),
        ("a letter of who", changed("responder+".len() + 6)),
        ("a letter of the proof", changed(at - 12)),
        (
            "a token cut short",
            format!("{}@example.org", &loot.ana[..at - 1]),
        ),
        ("a token too long", format!("{}a@example.org", &loot.ana[..at])),
        ("of another key", loot.other_key.clone()),
        ("put together of two", loot.spliced.clone()),
        ("about nothing", loot.nothing.clone()),
        (
            "of a mail that came back",
            format!("responder+{bounce_token}@example.org"),
        ),
        ("no token", "responder@example.org".to_owned()),
        (
            "at another domain",
            loot.ana.replace("@example.org", "@mal.example"),
        ),
        ("a path", "responder+../../etc@example.org".to_owned()),
        ("quotes", "responder+' or 1=1 --@example.org".to_owned()),
    ] {
        all.push((name, reply("ana", "Lo digo yo.").into_bytes(), recipient));
    }
    let hidden_to = reply("ana", "Lo digo yo.").replace("<datos@example.org>", &format!("<{}>", loot.ana));
    all.push((
        "a token that is not in the envelope",
        hidden_to.into_bytes(),
        "datos@example.org".to_owned(),
    ));
    all.push((
        "staff with a token of its own",
        reply("lia", "Lo dice el Ministerio.").into_bytes(),
        loot.lia.clone(),
    ));
    all.push((
        "staff without one",
        reply("lia", "Lo dice el Ministerio.").into_bytes(),
        "datos@example.org".to_owned(),
    ));
}

/// From Ana's address, with her token, by a machine.
fn machines(loot: &Loot, all: &mut Vec<Attempt>) {
    for header in [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <lista.example.org>",
        "X-Autoreply: yes",
        "Return-Path: <>",
        "Message-ID: <PD-2026-000001.o1@localhost>",
        "X-Loop: ventanilla",
    ] {
        let mail = with_header("ana", header, "Estoy de vacaciones.");
        // The first of a header that stands twice is not all there is.
        all.push((header, mail.into_bytes(), loot.ana.clone()));
    }
    all.push((
        "a report",
        report("x1", "failed", "5.1.1").into_bytes(),
        loot.ana.clone(),
    ));
}

/// From Ana's address, with her token: nothing to take in, or made to break what reads it.
fn monsters(loot: &Loot, all: &mut Vec<Attempt>) {
    const PLAIN: &str = "Content-Type: text/plain; charset=utf-8";
    let nested = |kind: &str, deep: usize| {
        let mut body = String::new();
        for level in 0..deep {
            let _written = write!(
                body,
                "--b{level}\r\nContent-Type: multipart/{kind}; boundary=b{}\r\n\r\n",
                level + 1
            );
        }
        let _written = write!(body, "--b{deep}\r\n{PLAIN}\r\n\r\nHola\r\n--b{deep}--\r\n");
        with_body(
            "ana",
            &format!("Content-Type: multipart/{kind}; boundary=b0"),
            &body,
        )
    };
    let inside = |deep: usize| "Content-Type: message/rfc822\r\n\r\nFrom: ana@example.org\r\n".repeat(deep);
    let flood = format!("--b\r\n{PLAIN}\r\n\r\nHola\r\n").repeat(5_000);
    let sized = |size: usize| with_body("ana", PLAIN, &"Hola, hola. \r\n".repeat(size / 14));
    let zeros = vec![0; 5_000];
    let mut garbled = with_body("ana", "Content-Type: text/plain; charset=x-nadie", "")
        .replace("<m1@", "<garbled@")
        .into_bytes();
    garbled.extend((0..2_000_u32).map(|number| u8::try_from(0x80 + number % 0x40).unwrap()));
    for (name, bytes) in [
        ("100 parts deep", nested("mixed", 100).into_bytes()),
        ("100 ways to say it deep", nested("alternative", 100).into_bytes()),
        ("10,000 parts deep", nested("related", 10_000).into_bytes()),
        (
            "100 mails deep",
            with_body("ana", &inside(100), "Hola").into_bytes(),
        ),
        (
            "50,000 mails deep",
            with_body("ana", &inside(50_000), "Hola").into_bytes(),
        ),
        (
            "5,000 parts",
            with_body("ana", "Content-Type: multipart/mixed; boundary=b", &flood).into_bytes(),
        ),
        ("30 MB", sized(30_000_000).into_bytes()),
        ("9 MB of words", sized(9_000_000).into_bytes()),
        ("zero bytes", zeros),
        (
            "zero bytes for words",
            with_body("ana", PLAIN, &"\0".repeat(100)).into_bytes(),
        ),
        ("no known alphabet", garbled),
        ("nothing", Vec::new()),
        ("no words", with_body("ana", PLAIN, "").into_bytes()),
        ("a quotation only", reply("ana", "> ¿De qué años?").into_bytes()),
        ("a signature only", reply("ana", "-- \r\nAna").into_bytes()),
        (
            "a quotation in HTML only",
            with_body(
                "ana",
                "Content-Type: text/html",
                "<blockquote>¿De qué años?</blockquote>",
            )
            .into_bytes(),
        ),
        (
            "a script only",
            with_body("ana", "Content-Type: text/html", "<script>alert(1)</script>").into_bytes(),
        ),
        ("5,000 letters", reply("ana", &"a".repeat(5_000)).into_bytes()),
        (
            "an unending header",
            format!("From: {}", "ana@example.org, ".repeat(50_000)).into_bytes(),
        ),
        (
            "no text, a file",
            with_body(
                "ana",
                "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64",
                "AAAA",
            )
            .into_bytes(),
        ),
    ] {
        all.push((name, bytes, loot.ana.clone()));
    }
}
