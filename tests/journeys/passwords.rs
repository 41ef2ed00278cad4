//! The way in by a password: chosen in a session that showed its second factor, good for the first step only, told to nobody,
//! slow to guess, and gone with the account.

use domain::{ops, ops::PersonChange, person::Role, policy::AdminPermit, store::Tx};
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp, email},
    browser::Browser,
    counter::signed_in,
    own_data::dump,
    staff_door::app_code,
};

const GOOD: &str = "el mate se toma amargo";

/// Liaison Lia, in, a moment after her second factor.
pub async fn in_with_both(app: &TestApp, who: &str) -> Browser {
    let mut browser = signed_in(app, who).await;
    let salt = browser.value("salt");
    let code = app_code(app, who, salt.as_deref()).await;
    browser.press(app, "Entrar", &[("code", &code)]).await;
    assert_eq!(browser.status(), 200, "{}", browser.text());
    browser
}

async fn choose(app: &TestApp, browser: &mut Browser, password: &str) {
    browser.visit(app, "/me").await;
    browser.follow(app, "Mi contraseña").await;
    let fields = [("password", password), ("password_again", password)];
    browser.press(app, "Guardar la contraseña", &fields).await;
}

async fn try_in(app: &TestApp, who: &str, password: &str) -> Browser {
    let mut browser = Browser::new();
    browser.visit(app, "/sign-in/password").await;
    let address = format!("{who}@example.org");
    browser
        .press(app, "Ingresar", &[("email", &address), ("password", password)])
        .await;
    browser
}

/// The page without what is made anew for each.
fn plain(browser: &Browser, who: &str) -> String {
    let mut html = browser.html().replace(&format!("{who}@example.org"), "ADDRESS");
    for name in ["_csrf", "idempotency_key"] {
        let value = browser.value(name).unwrap();
        html = html.replace(&value, "MADE");
    }
    html
}

on_both! {
    async fn staff_chooses_a_password_and_comes_in_by_it_and_a_code(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        app.at("2026-11-20T12:01:00Z");
        let mut elsewhere = in_with_both(&app, "lia").await;
        lia.visit(&app, "/me/password").await;
        for (first, second, told) in [
            ("corta", "corta", "12"),
            ("Contrasena1234", "Contrasena1234", "se adivinan"),
            ("lia@example.org 1", "lia@example.org 1", "se adivinan"),
            (GOOD, "el mate se toma dulce", "no son iguales"),
            ("", "", "Falta"),
        ] {
            lia.press(&app, "Guardar la contraseña", &[("password", first), ("password_again", second)]).await;
            assert_eq!(lia.status(), 422, "{first}");
            lia.sees(told);
            assert!(first.is_empty() || !lia.html().contains(&format!("value=\"{first}\"")), "a password is not shown again");
        }
        choose(&app, &mut lia, GOOD).await;
        lia.sees("Tu contraseña está guardada");
        lia.sees("Tenés una contraseña desde el");
        elsewhere.visit(&app, "/desk").await;
        assert!(elsewhere.path().starts_with("/sign-in?"), "her other session has ended: {}", elsewhere.path());
        let kept = dump(&db).await;
        assert!(kept.contains("$argon2id$v=19$m=19456,t=2,p=1$") && !kept.contains(GOOD));
        let mut ada = in_with_both(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Eligió una contraseña");

        app.at("2026-11-20T12:02:00Z");
        let mut again = Browser::new();
        again.visit(&app, "/desk?view=all").await;
        again.follow(&app, "Con contraseña").await;
        assert!(again.html().contains("autocomplete=\"username\"") && again.html().contains("autocomplete=\"current-password\""));
        again.press(&app, "Ingresar", &[("email", "lia@example.org"), ("password", "el mate se toma dulce")]).await;
        assert_eq!(again.status(), 422);
        again.sees("no van juntas");
        assert!(!again.html().contains("el mate se toma dulce"));
        again.press(&app, "Ingresar", &[("email", "Lia@Example.org"), ("password", GOOD)]).await;
        assert_eq!(again.path(), "/sign-in/second-factor?next=%2Fdesk%3Fview%3Dall");
        for path in ["/desk", "/me", "/me/password"] {
            again.visit(&app, path).await;
            assert!(again.path().starts_with("/sign-in/second-factor"), "{path} led to {}", again.path());
        }
        again.visit(&app, "/sign-in/second-factor?next=/desk").await;
        let code = app_code(&app, "lia", None).await;
        again.press(&app, "Entrar", &[("code", &code)]).await;
        assert_eq!((again.status(), again.path()), (200, "/desk"));

        again.visit(&app, "/me/password").await;
        again.press(&app, "Quitar la contraseña", &[]).await;
        again.sees("Ya no tenés contraseña");
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422);
        let export = again.take(&app, "/me/export").await;
        assert!(!export.text.contains("argon2"));
    }

    async fn whatever_is_wrong_the_answer_is_the_same(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        choose(&app, &mut lia, GOOD).await;
        let mut mar = in_with_both(&app, "mar").await;
        choose(&app, &mut mar, GOOD).await;
        app.disable("mar").await;
        let wrong = try_in(&app, "lia", "el mate se toma dulce").await;
        assert_eq!(wrong.status(), 422);
        // Whose account is closed, who has none, who is no staff, who is nobody.
        for who in ["mar", "caro", "ana", "nadie"] {
            let other = try_in(&app, who, GOOD).await;
            assert_eq!((other.status(), plain(&other, who)), (422, plain(&wrong, "lia")), "{who}");
        }
    }

    async fn guessing_is_slow_and_a_restart_forgives_nobody(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        choose(&app, &mut lia, GOOD).await;
        for _ in 0..10 {
            assert_eq!(try_in(&app, "lia", "no me la acuerdo").await.status(), 422);
        }
        let refused = try_in(&app, "lia", GOOD).await;
        assert_eq!((refused.status(), refused.header("retry-after")), (429, "3600"));
        app.state.limits = web::Limits::on();
        app.renew();
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 429);
        // Somebody unknown is counted alike; the mail opens the door meanwhile; an hour later she may try again.
        for _ in 0..10 {
            assert_eq!(try_in(&app, "nadie", "no me la acuerdo").await.status(), 422);
        }
        assert_eq!(try_in(&app, "nadie", "no me la acuerdo").await.status(), 429);
        let by_mail = signed_in(&app, "lia").await;
        by_mail.sees("Segundo paso");
        app.at("2026-11-20T13:00:01Z");
        app.state.limits = web::Limits::on();
        app.renew();
        for _ in 0..3 {
            assert!(try_in(&app, "lia", GOOD).await.path().starts_with("/sign-in/second-factor"));
        }
        let (tries, now) = (dump(&db).await, app.state.clock.now());
        assert!(!tries.contains("nadie@example.org"), "no address is kept of whoever is nobody");
        let tidy = async move |tx: &Tx| Ok::<_, domain::store::WriteError>(domain::store::sign_in_tries::forget_old(tx, now).await?);
        app.state.db.write(tidy).await.unwrap();
    }

    async fn a_password_goes_with_the_account_the_role_and_the_app(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        choose(&app, &mut lia, GOOD).await;
        let be = |role, areas: &[&str]| PersonChange {
            email: email("lia"),
            name: "lia".into(),
            role,
            areas: areas.iter().map(|slug| (*slug).to_owned()).collect(),
        };
        let make = async |app: &TestApp, change: PersonChange| {
            let caller = app.caller();
            let made = async move |tx: &Tx| ops::create_person(tx, &caller, &AdminPermit::at_the_machine(), change.clone()).await;
            app.state.db.write(made).await.unwrap();
        };
        app.disable("lia").await;
        make(&app, be(Role::Liaison, &[HEALTH])).await;
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422, "an account that is open again has no password");

        app.at("2026-11-20T12:01:00Z");
        let mut lia = in_with_both(&app, "lia").await;
        choose(&app, &mut lia, GOOD).await;
        make(&app, be(Role::Person, &[])).await;
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422);
        make(&app, be(Role::Liaison, &[HEALTH])).await;
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422);

        // Whoever knows the password alone enrols no app in the place of one that was forgotten.
        app.at("2026-11-20T12:02:00Z");
        let mut lia = in_with_both(&app, "lia").await;
        choose(&app, &mut lia, GOOD).await;
        let caller = app.caller();
        let forget = async move |tx: &Tx| ops::forget_second_factor(tx, &caller, &AdminPermit::at_the_machine(), &email("lia")).await;
        app.state.db.write(forget).await.unwrap();
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422);
    }

    async fn a_password_is_chosen_a_moment_after_the_second_factor_only(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        lia.visit(&app, "/me/password").await;
        app.at("2026-11-20T12:10:00Z");
        lia.press(&app, "Guardar la contraseña", &[("password", GOOD), ("password_again", GOOD)]).await;
        assert_eq!(lia.status(), 403);
        lia.sees("salí y volvé a ingresar");
        assert!(!lia.has_button("Guardar la contraseña"));
        assert_eq!(try_in(&app, "lia", GOOD).await.status(), 422);
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/me").await;
        assert_eq!(ana.link("Mi contraseña"), None);
        ana.visit(&app, "/me/password").await;
        assert_eq!(ana.status(), 403);
    }

    async fn a_password_that_did_not_arrive_is_kept_nowhere(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let mut lia = in_with_both(&app, "lia").await;
        lia.visit(&app, "/me/password").await;
        let (path, pairs) = lia.filled("Guardar la contraseña", &[("password", GOOD), ("password_again", GOOD)]);
        // Her session is over by now: what she typed waits behind the door, but not this.
        app.at("2026-11-20T12:40:00Z");
        lia.post(&app, &path, &pairs).await;
        assert!(lia.path().starts_with("/sign-in?next=%2Fkept%2F"), "{}", lia.path());
        assert!(!dump(&db).await.contains(GOOD));
        // A form that was not made for this browser comes back without it too.
        let mut other = Browser::new();
        other.visit(&app, "/sign-in/password").await;
        let (path, mut pairs) = other.filled("Ingresar", &[("email", "lia@example.org"), ("password", GOOD)]);
        pairs.retain(|(name, _)| name != "_csrf");
        other.post(&app, &path, &pairs).await;
        assert_eq!(other.status(), 403);
        assert!(!other.html().contains(GOOD));
    }
}
