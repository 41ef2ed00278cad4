//! What one person or place may do, moved by an admin in the browser: it holds at once and in every process, within bounds.

use testkit::{TestDatabase, on_both};

use crate::{app::TestApp, browser::Browser, counter::signed_in};

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

/// How many codes an address gets before it has to wait.
async fn codes(app: &TestApp, who: &str) -> usize {
    for sent in 0..20 {
        let mut browser = Browser::new();
        browser.visit(app, "/sign-in").await;
        let email = format!("{who}@example.org");
        browser
            .press(app, "Mandarme el correo", &[("email", &email)])
            .await;
        if browser.status() == 429 {
            return sent;
        }
    }
    panic!("no limit");
}

on_both! {
    async fn a_limit_that_is_moved_holds_at_once_and_everywhere(db: TestDatabase) {
        let app = office(&db).await;
        let mut other = TestApp::new(&db).await;
        other.at("2026-11-20T12:00:00Z");
        assert_eq!(codes(&app, "uno").await, 3);
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.follow(&app, "Límites").await;
        ada.sees("Como viene: 3. Entre 2 y 10.");
        ada.sees("Archivos de una persona en un día: 50 MB");
        assert_eq!(ada.value("codes_an_hour").unwrap(), "3");
        ada.press(&app, "Guardar los límites", &[]).await;
        ada.sees("no cambió nada");
        ada.press(&app, "Guardar los límites", &[("codes_an_hour", "5"), ("nameless_a_minute", "10")]).await;
        ada.sees("los límites ya valen");
        assert_eq!(ada.value("codes_an_hour").unwrap(), "5");
        assert_eq!(codes(&app, "dos").await, 5);
        // What another process keeps to itself follows as well: ten forms of an address without an account, not thirty.
        let mut sent = 0;
        let refused = loop {
            let mut leo = Browser::new();
            leo.visit(&other, "/sign-in").await;
            leo.press(&other, "Mandarme el correo", &[("email", &format!("leo{sent}@example.org"))]).await;
            if leo.status() == 429 {
                break sent;
            }
            sent += 1;
        };
        assert!((10..=12).contains(&refused), "{refused}");
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió los límites");
        ada.sees("nameless_a_minute 30 to 10, codes_an_hour 3 to 5");
    }

    async fn no_limit_is_lifted_and_nothing_typed_is_lost(db: TestDatabase) {
        let mut app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/limits").await;
        let typed = [("codes_an_hour", "0"), ("passwords_an_hour", "11"), ("wrong_codes_a_day", "1000"), ("forms_a_minute", "")];
        ada.press(&app, "Guardar los límites", &typed).await;
        assert_eq!(ada.status(), 422);
        ada.sees("Está fuera de los valores permitidos");
        ada.sees("Falta completar este dato");
        for (name, value) in typed {
            assert_eq!(ada.value(name).unwrap(), value, "{name}");
        }
        assert_eq!(codes(&app, "uno").await, 3, "nothing is changed");
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/limits").await;
        assert_eq!(caro.status(), 403);
        // Where the machine has them off, the page says so.
        app.state.limits = web::Limits::off();
        app.renew();
        ada.visit(&app, "/admin/limits").await;
        ada.sees("tiene los límites apagados");
    }
}
