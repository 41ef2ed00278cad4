//! How staff gets in: the mail opens the step of the second factor and nothing else; an app is enrolled once; a code is taken
//! once; a form sent after the session ended waits behind the door.

use domain::{ops, person::Email, second_factor, store::Tx};
use testkit::{TestDatabase, on_both};
use web::Limits;

use crate::{
    app::{KEY, TestApp},
    browser::Browser,
    counter::signed_in,
};

const FORM: [(&str, &str); 1] = [(
    "body",
    "Necesito las compras de medicamentos de cada hospital, por mes.",
)];

/// The code that the app of `browser`'s page shows now: its secret as the page gives it, or the one it was enrolled with.
pub async fn app_code(app: &TestApp, who: &str, salt: Option<&str>) -> String {
    let email = Email::parse(&format!("{who}@example.org")).unwrap();
    let reader = app.state.db.read();
    let person = domain::store::people::find(&reader, &email)
        .await
        .unwrap()
        .unwrap()
        .id;
    let salt = match salt {
        Some(hex) => {
            let bytes: Vec<u8> = (0..hex.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
                .collect();
            bytes.try_into().unwrap()
        }
        None => {
            domain::store::people::second_factor(&reader, person)
                .await
                .unwrap()
                .unwrap()
                .salt
        }
    };
    second_factor::code(&KEY, person, salt, app.state.clock.now().as_second()).unwrap()
}

/// Shows the second factor of somebody whose page asks for it, enrolling an app if they have none.
pub async fn show_code(app: &TestApp, browser: &mut Browser, who: &str) {
    let salt = browser.value("salt");
    let code = app_code(app, who, salt.as_deref()).await;
    browser.press(app, "Entrar", &[("code", &code)]).await;
}

on_both! {
    async fn nothing_is_open_until_the_second_factor_is_shown(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        assert_eq!(lia.path(), "/sign-in/second-factor?next=%2Fdesk");
        let half = lia.cookies()["vt"].clone();
        for path in ["/me", "/desk", "/kept/x"] {
            lia.visit(&app, path).await;
            assert!(lia.path().starts_with("/sign-in/second-factor"), "{path} led to {}", lia.path());
        }
        lia.visit(&app, "/requests/new").await;
        assert!(lia.value("email").is_some(), "she is nobody yet");

        lia.visit(&app, "/sign-in/second-factor?next=/requests/new").await;
        lia.sees("Sumá un segundo paso");
        let salt = lia.value("salt").unwrap();
        lia.press(&app, "Entrar", &[("code", "000000")]).await;
        assert_eq!((lia.status(), lia.value("salt").unwrap()), (422, salt.clone()));
        let code = app_code(&app, "lia", Some(&salt)).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        assert_eq!(lia.path(), "/sign-in/recovery-codes?next=%2Frequests%2Fnew");
        lia.follow(&app, "Continuar").await;
        assert_eq!(lia.path(), "/requests/new");
        assert!(lia.value("email").is_none(), "she is in");
        let cookie = format!("vt={half}");
        let page = app.anonymous().with("cookie", &cookie).get("/requests/new").await;
        assert!(page.text.contains("name=\"email\""), "what was known before the step opens nothing");

        // The same code a second time, then the next one.
        let mut again = signed_in(&app, "lia").await;
        again.sees("Segundo paso");
        assert!(again.value("salt").is_none(), "nobody enrols another app over hers");
        again.press(&app, "Entrar", &[("code", &code)]).await;
        assert_eq!(again.status(), 422);
        app.at("2026-11-20T12:01:00Z");
        let next = app_code(&app, "lia", None).await;
        again.press(&app, "Entrar", &[("code", &next)]).await;
        assert_eq!(again.status(), 200);
        again.visit(&app, "/requests/new").await;
        assert!(again.value("email").is_none());
    }

    async fn whoever_lost_the_app_comes_in_by_a_code_that_is_good_once(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        let code = app_code(&app, "lia", Some(&lia.value("salt").unwrap())).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        lia.sees("Te quedan 10");
        let shown = lia.html().split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned();

        let mut again = signed_in(&app, "lia").await;
        again.follow(&app, "No tengo mi aplicación: usar un código de recuperación").await;
        again.press(&app, "Entrar", &[("code", "00000-00000")]).await;
        assert_eq!(again.status(), 422);
        again.press(&app, "Entrar", &[("code", &shown.to_uppercase())]).await;
        assert_eq!((again.status(), again.path()), (200, "/desk"));
        again.visit(&app, "/me").await;
        again.follow(&app, "Ver mis códigos de recuperación").await;
        again.sees("Te quedan 9");
        again.sees("ya se usó");

        // Once; and a browser that was left open does not give the others away.
        app.at("2026-11-20T12:11:00Z");
        again.visit(&app, "/sign-in/recovery-codes").await;
        again.misses("ya se usó");
        again.sees("salí y volvé a ingresar");
        let mut thief = signed_in(&app, "lia").await;
        thief.visit(&app, "/sign-in/recovery-codes").await;
        assert!(thief.path().starts_with("/sign-in"), "{}", thief.path());
        assert!(!thief.html().contains(&shown));
        thief.visit(&app, "/sign-in/second-factor?recovery=1").await;
        thief.press(&app, "Entrar", &[("code", &shown)]).await;
        assert_eq!(thief.status(), 422);

        // A data user has none; whoever adds another app has others.
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/sign-in/recovery-codes").await;
        assert_eq!(ana.status(), 403);
    }

    async fn a_salt_of_ones_own_enrols_no_app_over_another(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        let salt = lia.value("salt").unwrap();
        let code = app_code(&app, "lia", Some(&salt)).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        app.at("2026-11-20T12:05:00Z");
        let mut thief = signed_in(&app, "lia").await;
        let (path, mut pairs) = thief.filled("Entrar", &[]);
        let own = "00".repeat(16);
        let code = app_code(&app, "lia", Some(&own)).await;
        pairs.retain(|(name, _)| name != "code");
        pairs.extend([("salt".to_owned(), own), ("code".to_owned(), code)]);
        thief.post(&app, &path, &pairs).await;
        assert_eq!(thief.status(), 422);
    }

    async fn guessing_codes_is_slow(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        let mut statuses = Vec::new();
        for number in 0..12 {
            lia.visit(&app, "/sign-in/second-factor").await;
            lia.press(&app, "Entrar", &[("code", &format!("{number:06}"))]).await;
            statuses.push(lia.status());
        }
        assert!(statuses.contains(&429), "{statuses:?}");
    }

    async fn a_lost_app_is_forgotten_and_ends_every_session(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut lia = signed_in(&app, "lia").await;
        let code = app_code(&app, "lia", Some(&lia.value("salt").unwrap())).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        let (caller, email) = (app.caller(), Email::parse("lia@example.org").unwrap());
        let forget = async move |tx: &Tx| ops::forget_second_factor(tx, &caller, &domain::policy::AdminPermit::at_the_machine(), &email).await;
        app.state.db.write(forget).await.unwrap();
        lia.visit(&app, "/requests/new").await;
        assert!(lia.value("email").is_some());
        let again = signed_in(&app, "lia").await;
        again.sees("Sumá un segundo paso");
    }

    async fn a_form_of_staff_whose_session_ended_waits_for_them_alone(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let reference = app.file("ana").await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/requests/new").await;
        let (_, mut pairs) = lia.filled("Enviar pedido", &FORM);
        pairs.retain(|(name, _)| matches!(name.as_str(), "_csrf" | "idempotency_key"));
        let own = "Una nota que no se puede perder.";
        pairs.push(("text".into(), own.into()));
        app.at("2026-11-20T12:31:00Z");
        lia.post(&app, &format!("/desk/{reference}/notes"), &pairs).await;
        lia.sees("Lo que escribiste está guardado");
        let kept = lia.path().split_once("next=").unwrap().1.replace("%2F", "/");

        // Somebody else who learns the address gets nothing.
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, &kept).await;
        assert_eq!(mar.status(), 404);

        lia.press(&app, "Mandarme el correo", &[("email", "lia@example.org")]).await;
        let mails = crate::post::deliver(&app).await;
        let code = crate::post::to(&mails, "lia", "").code();
        lia.press(&app, "Ingresar", &[("code", &code)]).await;
        lia.sees(own);
        lia.press(&app, "Enviar de nuevo", &[]).await;
        assert!(lia.path().starts_with(&format!("/desk/{reference}")), "{}", lia.path());
    }

    async fn a_visitor_who_opens_the_desk_is_sent_to_sign_in_and_back(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let mut lia = Browser::new();
        lia.visit(&app, "/desk?view=all").await;
        lia.press(&app, "Mandarme el correo", &[("email", "lia@example.org")]).await;
        let mails = crate::post::deliver(&app).await;
        let link = crate::post::to(&mails, "lia", "").link("/sign-in?token=");
        lia.visit(&app, &link).await;
        lia.press(&app, "Ingresar", &[]).await;
        assert_eq!((lia.path(), lia.status()), ("/desk?view=all", 200));
        // Whoever is no staff has no desk.
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/desk").await;
        assert_eq!(ana.status(), 403);
    }
}

on_both! {
    async fn whoever_guesses_codes_is_stopped_for_a_day(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.at("2026-11-20T12:00:00Z");
        let mut lia = signed_in(&app, "lia").await;
        let code = app_code(&app, "lia", Some(&lia.value("salt").unwrap())).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        let mut thief = signed_in(&app, "lia").await;
        for _ in 0..20 {
            // The limit of a minute, which this process keeps, is another story.
            app.state.limits = Limits::on();
            app.renew();
            thief.press(&app, "Entrar", &[("code", "000000")]).await;
            assert_eq!(thief.status(), 422);
        }
        app.at("2026-11-20T12:30:00Z");
        let mut late = signed_in(&app, "lia").await;
        let right = app_code(&app, "lia", None).await;
        late.press(&app, "Entrar", &[("code", &right)]).await;
        assert_eq!((late.status(), late.header("retry-after").is_empty()), (429, false));
        // It is written down, and over a day later.
        app.at("2026-11-21T12:31:00Z");
        let mut again = signed_in(&app, "lia").await;
        let right = app_code(&app, "lia", None).await;
        again.press(&app, "Entrar", &[("code", &right)]).await;
        assert_eq!((again.status(), again.path()), (200, "/desk"));
    }
}
