//! The way in by an account at a provider of identities: for whoever is new, for whoever proves whose account it is, for staff
//! with its second factor all the same; and every way back that is not to be believed.

use domain::{ops, person::Role, policy::AdminPermit, store::Tx};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::{
    app::TestApp,
    browser::Browser,
    counter::signed_in,
    own_data::dump,
    passwords::in_with_both,
    post,
    provider::{FakeProvider, Signs},
    staff_door::app_code,
};

fn who(subject: &str, email: &str, verified: bool) -> Value {
    json!({"sub": subject, "email": email, "email_verified": verified, "name": "Zoe <b> Luz"})
}

/// Goes to the provider and comes back as whoever `claims` says.
async fn come(app: &TestApp, fake: &FakeProvider, browser: &mut Browser, claims: &Value) {
    let sent = browser.leaves(app, "/sign-in/oidc").await;
    let back = fake.lets_through(app, &sent, claims);
    browser.visit(app, &back).await;
}

async fn comes(app: &TestApp, fake: &FakeProvider, claims: &Value) -> Browser {
    let mut browser = Browser::new();
    come(app, fake, &mut browser, claims).await;
    browser
}

/// Who is in, by the address they are known by here.
async fn is_in(app: &TestApp, browser: &mut Browser, email: &str) {
    browser.visit(app, "/me").await;
    assert_eq!((browser.status(), browser.path()), (200, "/me"));
    browser.sees(email);
}

async fn is_out(app: &TestApp, browser: &mut Browser) {
    browser.visit(app, "/me").await;
    assert!(browser.path().starts_with("/sign-in"), "{}", browser.path());
}

/// Proves an address on the page that asks for it, by the code of the mail.
async fn prove(app: &TestApp, browser: &mut Browser, name: &str) {
    let address = format!("{name}@example.org");
    browser
        .press(app, "Mandarme el correo", &[("email", &address)])
        .await;
    let code = post::to(&post::deliver(app).await, name, "").code();
    browser.press(app, "Ingresar", &[("code", &code)]).await;
}

on_both! {
    async fn whoever_is_new_comes_in_and_is_known_by_the_same_name_later(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let mut zoe = Browser::new();
        zoe.visit(&app, "/sign-in?next=/requests/new").await;
        let link = zoe.link("Ingresar con miCuenta").unwrap();
        let sent = zoe.leaves(&app, &link).await;
        zoe.visit(&app, &fake.lets_through(&app, &sent, &who("z-1", "zoe@example.org", true))).await;
        assert_eq!((zoe.status(), zoe.path()), (200, "/requests/new"));
        is_in(&app, &mut zoe, "zoe@example.org").await;
        // What she is called there would be public here: she says so herself if she wants to.
        zoe.misses("Luz");
        zoe.sees("vinculada desde el");
        assert!(post::deliver(&app).await.is_empty(), "the provider has seen the address: nothing is mailed");

        // Another address there, and it is the same person here.
        let mut later = comes(&app, &fake, &who("z-1", "otra@example.org", true)).await;
        is_in(&app, &mut later, "zoe@example.org").await;
        // The same address there with another name: that is somebody else, who proves it.
        let mut other = comes(&app, &fake, &who("z-2", "zoe@example.org", true)).await;
        assert_eq!(other.path(), "/sign-in?identity=1");
        is_out(&app, &mut other).await;
        let exported: Value = serde_json::from_str(&later.take(&app, "/me/export").await.text).unwrap();
        assert_eq!(exported["kept"]["identities"][0]["text"], "z-1");
        assert_eq!(fake.asked_for_keys(), 1, "what a provider says of itself is believed for an hour");
        app.at("2026-11-20T13:00:01Z");
        comes(&app, &fake, &who("z-1", "zoe@example.org", true)).await;
        assert_eq!(fake.asked_for_keys(), 2);
    }

    async fn what_the_token_leaves_out_is_asked_for(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        fake.tells_on_asking();
        let mut zoe = comes(&app, &fake, &who("z-1", "zoe@example.org", true)).await;
        is_in(&app, &mut zoe, "zoe@example.org").await;
    }

    async fn nobody_gets_an_account_by_its_address_alone(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let claims = who("a-1", "ana@example.org", true);
        let mut ana = comes(&app, &fake, &claims).await;
        assert_eq!(ana.path(), "/sign-in?identity=1");
        ana.sees("Todavía no sabemos cuál es tu cuenta");
        assert_eq!(ana.value("email").unwrap(), "ana@example.org");
        is_out(&app, &mut ana).await;
        // She goes away; somebody else signs in here by mail, and gets no account of hers.
        ana.visit(&app, "/sign-in").await;
        prove(&app, &mut ana, "sol").await;
        is_in(&app, &mut ana, "sol@example.org").await;
        assert_eq!(comes(&app, &fake, &claims).await.path(), "/sign-in?identity=1");

        // A mail that was asked for in one browser links nothing in another.
        let mut thief = comes(&app, &fake, &claims).await;
        thief.press(&app, "Mandarme el correo", &[]).await;
        let link = post::to(&post::deliver(&app).await, "ana", "").link("/sign-in?token=");
        let mut elsewhere = Browser::new();
        elsewhere.visit(&app, &link).await;
        elsewhere.misses("vinculada");
        elsewhere.press(&app, "Ingresar", &[]).await;
        is_in(&app, &mut elsewhere, "ana@example.org").await;
        assert_eq!(comes(&app, &fake, &claims).await.path(), "/sign-in?identity=1");

        // Here, by the link, it is hers from now on.
        app.at("2026-11-20T14:00:00Z");
        let mut ana = comes(&app, &fake, &claims).await;
        ana.press(&app, "Mandarme el correo", &[]).await;
        ana.sees("queda vinculada");
        let link = post::to(&post::deliver(&app).await, "ana", "").link("/sign-in?token=");
        ana.visit(&app, &link).await;
        ana.sees("queda vinculada");
        ana.press(&app, "Ingresar", &[]).await;
        is_in(&app, &mut ana, "ana@example.org").await;
        let mut later = comes(&app, &fake, &claims).await;
        is_in(&app, &mut later, "ana@example.org").await;

        // An address that the provider has not seen makes nobody, and is proved by mail like any other.
        let unseen = who("n-1", "nora@example.org", false);
        let mut nora = comes(&app, &fake, &unseen).await;
        assert_eq!(nora.path(), "/sign-in?identity=1");
        prove(&app, &mut nora, "nora").await;
        is_in(&app, &mut nora, "nora@example.org").await;
        let mut later = comes(&app, &fake, &unseen).await;
        is_in(&app, &mut later, "nora@example.org").await;
        // Nor does one that it does not tell at all.
        assert_eq!(comes(&app, &fake, &json!({"sub": "x-1"})).await.path(), "/sign-in?identity=1");
    }

    async fn staff_shows_its_second_factor_all_the_same(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        in_with_both(&app, "lia").await;
        let claims = who("l-1", "lia@example.org", true);
        // Whoever reads her mail and no more links nothing.
        let mut thief = comes(&app, &fake, &claims).await;
        prove(&app, &mut thief, "lia").await;
        assert!(thief.path().starts_with("/sign-in/second-factor"), "{}", thief.path());
        assert_eq!(comes(&app, &fake, &claims).await.path(), "/sign-in?identity=1");

        app.at("2026-11-20T12:02:00Z");
        let mut lia = comes(&app, &fake, &claims).await;
        prove(&app, &mut lia, "lia").await;
        let code = app_code(&app, "lia", None).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        assert_eq!((lia.status(), lia.path()), (200, "/desk"));

        app.at("2026-11-20T12:03:00Z");
        let mut again = comes(&app, &fake, &claims).await;
        assert_eq!(again.path(), "/sign-in/second-factor?next=%2Fdesk");
        for path in ["/desk", "/me", "/me/password", "/me/export"] {
            again.visit(&app, path).await;
            assert!(again.path().starts_with("/sign-in/second-factor"), "{path} led to {}", again.path());
        }
        again.visit(&app, "/sign-in/second-factor?next=/me").await;
        let code = app_code(&app, "lia", None).await;
        again.press(&app, "Entrar", &[("code", &code)]).await;
        again.press(&app, "Desvincular", &[]).await;
        again.sees("La cuenta ya no está vinculada");
        // Whoever came in by it elsewhere is out.
        is_out(&app, &mut lia).await;
        assert_eq!(comes(&app, &fake, &claims).await.path(), "/sign-in?identity=1");
        let mut ada = in_with_both(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Vinculó una cuenta para ingresar");
        ada.sees("Desvinculó una cuenta para ingresar");
    }

    async fn an_account_is_linked_from_inside_by_whoever_asks_for_it(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let mut ana = signed_in(&app, "ana").await;
        // A page of somebody else's cannot ask for it.
        for forged in ["/sign-in/oidc", "/sign-in/oidc?link=0", "/sign-in/oidc?link="] {
            ana.visit(&app, forged).await;
            assert_eq!(ana.path(), "/me", "{forged}");
        }
        ana.visit(&app, "/me").await;
        let link = ana.link("Vincular una cuenta de miCuenta").unwrap();
        let sent = ana.leaves(&app, &link).await;
        ana.visit(&app, &fake.lets_through(&app, &sent, &who("a-1", "otra@example.org", false))).await;
        assert_eq!(ana.path(), "/me?identity=linked");
        ana.sees("La cuenta quedó vinculada");
        let mut later = comes(&app, &fake, &who("a-1", "otra@example.org", false)).await;
        is_in(&app, &mut later, "ana@example.org").await;

        // It is hers, and nobody else's.
        let mut sol = signed_in(&app, "sol").await;
        sol.visit(&app, "/me").await;
        let link = sol.link("Vincular una cuenta de miCuenta").unwrap();
        let sent = sol.leaves(&app, &link).await;
        sol.visit(&app, &fake.lets_through(&app, &sent, &who("a-1", "sol@example.org", true))).await;
        sol.sees("Esa cuenta ya es de otra persona");
        // What is another's cannot be given up, and who set out is who comes back.
        let (path, mut pairs) = ana_form(&app, &mut ana).await;
        pairs.retain(|(name, _)| name != "_csrf");
        sol.visit(&app, "/me").await;
        pairs.push(("_csrf".into(), sol.value("_csrf").unwrap()));
        sol.post(&app, &path, &pairs).await;
        assert_eq!(sol.status(), 404);
        let sent = sol.leaves(&app, &link).await;
        sol.press(&app, "Salir", &[]).await;
        sol.visit(&app, &fake.lets_through(&app, &sent, &who("s-1", "sol@example.org", true))).await;
        is_out(&app, &mut sol).await;

        app.disable("ana").await;
        let closed = comes(&app, &fake, &who("a-1", "otra@example.org", false)).await;
        assert_eq!(closed.status(), 403);
        closed.sees("Esa cuenta está cerrada");
        closed.misses("Podés ingresar con tu correo");
    }

    async fn an_app_is_enrolled_by_mail_and_not_by_an_account_elsewhere(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let claims = who("l-1", "lia@example.org", true);
        in_with_both(&app, "lia").await;
        app.at("2026-11-20T12:02:00Z");
        let mut lia = comes(&app, &fake, &claims).await;
        prove(&app, &mut lia, "lia").await;
        let code = app_code(&app, "lia", None).await;
        lia.press(&app, "Entrar", &[("code", &code)]).await;
        assert_eq!(lia.path(), "/desk");
        let (caller, email) = (app.caller(), crate::app::email("lia"));
        let forget = async move |tx: &Tx| {
            ops::forget_second_factor(tx, &caller, &AdminPermit::at_the_machine(), &email).await
        };
        app.state.db.write(forget).await.unwrap();
        assert_eq!(comes(&app, &fake, &claims).await.path(), "/sign-in?identity=1");

        // A data user who answers for the government from now on comes in by mail, too; so does an account that is open again.
        let zoe = who("z-1", "zoe@example.org", true);
        assert_eq!(comes(&app, &fake, &zoe).await.path(), "/me");
        app.person("zoe", Role::Coordinator, &[]).await;
        assert_eq!(comes(&app, &fake, &zoe).await.path(), "/sign-in?identity=1");
    }

    async fn whoever_cannot_link_an_account_is_back_where_they_were(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/me").await;
        let link = ana.link("Vincular una cuenta de miCuenta").unwrap();
        let sent = ana.leaves(&app, &link).await;
        assert!(sent.contains("prompt=login"), "whoever sits there shows who they are: {sent}");
        let back = fake.lets_through(&app, &sent, &who("a-1", "ana@example.org", true));
        ana.visit(&app, &back.replace("code=", "error=access_denied&x=")).await;
        assert_eq!(ana.path(), "/me?identity=refused");
        ana.sees("La cuenta no quedó vinculada");
    }

    async fn a_way_back_that_is_not_to_be_believed_lets_nobody_in(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let claims = who("z-1", "zoe@example.org", true);
        let refused = async |app: &TestApp, browser: &mut Browser, words: &str| {
            assert_eq!(browser.status(), 422, "{words}");
            browser.sees(words);
            browser.sees("Podés ingresar con tu correo");
            assert!(browser.has_button("Mandarme el correo"));
            is_out(app, browser).await;
        };
        let forged = "Ese intento de ingreso ya no sirve";

        // Another state, none, another provider's name, another browser.
        let mut eva = Browser::new();
        let back = {
            let sent = eva.leaves(&app, "/sign-in/oidc").await;
            fake.lets_through(&app, &sent, &claims)
        };
        let mut other = Browser::new();
        other.visit(&app, &back).await;
        refused(&app, &mut other, forged).await;
        let cookies = eva.clone();
        eva.visit(&app, &back.replace("state=", "state=x")).await;
        refused(&app, &mut eva, forged).await;
        eva = cookies.clone();
        eva.visit(&app, "/sign-in/oidc/callback?code=code1").await;
        refused(&app, &mut eva, forged).await;
        eva = cookies.clone();
        eva.visit(&app, &back.replace("iss=http", "iss=https")).await;
        refused(&app, &mut eva, forged).await;

        // Whoever turned back, or was refused there.
        let state = back.split("state=").nth(1).unwrap().split('&').next().unwrap();
        eva = cookies.clone();
        eva.visit(&app, &format!("/sign-in/oidc/callback?error=access_denied&state={state}")).await;
        refused(&app, &mut eva, "miCuenta no confirmó quién sos").await;
        // That was the one use of it: the same state with the right code does nothing, even with the cookie as it was.
        eva = cookies.clone();
        eva.visit(&app, &back).await;
        refused(&app, &mut eva, forged).await;

        // Too late.
        let mut late = Browser::new();
        let sent = late.leaves(&app, "/sign-in/oidc").await;
        let back = fake.lets_through(&app, &sent, &claims);
        app.at("2026-11-20T12:10:00Z");
        late.visit(&app, &back).await;
        refused(&app, &mut late, forged).await;

        // Tokens that are not what they should be.
        let token = "no se pudo verificar";
        let now = app.state.clock.now().as_second();
        for wrong in [
            json!({"nonce": "another"}),
            json!({"nonce": null}),
            json!({"aud": "somebody else"}),
            json!({"aud": ["ventanilla", "somebody else"]}),
            json!({"iss": "https://id.example.org"}),
            json!({"exp": now}),
            json!({"exp": now - 3_600}),
            json!({"sub": ""}),
        ] {
            let mut claims = claims.clone();
            claims.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            refused(&app, &mut comes(&app, &fake, &claims).await, token).await;
        }
        for signs in [Signs::Not, Signs::WithAnother, Signs::WithOurSecret] {
            fake.signs(signs);
            refused(&app, &mut comes(&app, &fake, &claims).await, token).await;
        }
        fake.signs(Signs::Well);
        assert!(!dump(&db).await.contains("zoe@example.org"), "nobody was made");
        is_in(&app, &mut comes(&app, &fake, &claims).await, "zoe@example.org").await;
    }

    async fn a_provider_changes_its_keys_or_does_not_answer(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let claims = who("z-1", "zoe@example.org", true);
        fake.answers(false);
        let mut zoe = Browser::in_language("en");
        zoe.visit(&app, "/sign-in/oidc?next=/requests/new").await;
        assert_eq!(zoe.status(), 503);
        zoe.sees("miCuenta does not answer now");
        assert_eq!(zoe.value("next").unwrap(), "/requests/new");
        fake.answers(true);
        come(&app, &fake, &mut zoe, &claims).await;
        is_in(&app, &mut zoe, "zoe@example.org").await;
        fake.changes_keys();
        app.at("2026-11-20T12:01:00Z");
        let mut later = comes(&app, &fake, &claims).await;
        is_in(&app, &mut later, "zoe@example.org").await;
        assert_eq!(fake.asked_for_keys(), 2);
    }

    async fn without_a_provider_there_is_no_such_way(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let mut ana = Browser::new();
        ana.visit(&app, "/sign-in").await;
        assert_eq!(ana.link("Ingresar con miCuenta"), None);
        for path in ["/sign-in/oidc", "/sign-in/oidc/callback?code=a&state=b"] {
            ana.visit(&app, path).await;
            assert_eq!(ana.status(), 404, "{path}");
        }
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/me").await;
        ana.misses("Otra forma de ingresar");
    }

    async fn whoever_leaves_is_known_there_no_more(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        let fake = FakeProvider::at(&mut app).await;
        let claims = who("canariozzz", "zoe@example.org", true);
        let mut zoe = comes(&app, &fake, &claims).await;
        assert!(dump(&db).await.contains("canariozzz"));
        zoe.visit(&app, "/me/erase").await;
        zoe.press(&app, "Borrar mi cuenta para siempre", &[("email", "zoe@example.org")]).await;
        zoe.sees("Tu cuenta está borrada");
        let after = dump(&db).await;
        assert!(!after.contains("canariozzz") && !after.contains(&fake.issuer()));
        // She may begin anew.
        let mut anew = comes(&app, &fake, &claims).await;
        is_in(&app, &mut anew, "zoe@example.org").await;
    }
}

/// What giving up Ana's account would send.
async fn ana_form(app: &TestApp, ana: &mut Browser) -> (String, Vec<(String, String)>) {
    ana.visit(app, "/me").await;
    ana.filled("Desvincular", &[])
}
