//! Several requests at once on the desk: only what all of them allow, each with its own result.

use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    post,
};

/// With everybody, and staff that needs its mail alone to get in.
async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

async fn filed(app: &TestApp, titles: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    for title in titles {
        all.push(app.file_with("ana", json!({"title": title})).await);
    }
    all
}

/// The page with these requests ticked.
async fn ticked(browser: &mut Browser, app: &TestApp, references: &[&String]) {
    let query: Vec<String> = references.iter().map(|it| format!("requests={it}")).collect();
    browser
        .visit(app, &format!("/desk/bulk?{}", query.join("&")))
        .await;
}

on_both! {
    async fn what_was_ticked_is_assigned_together_and_everybody_is_told(db: TestDatabase) {
        let app = office(&db).await;
        let all = filed(&app, &["Camas por hospital", "Vacunas por barrio", "Teatros y funciones"]).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk").await;
        for it in &all {
            assert!(caro.html().contains(&format!(r#"name="requests" value="{it}""#)), "{it} can be ticked");
        }
        ticked(&mut caro, &app, &[&all[0], &all[1]]).await;
        caro.sees("2 pedidos elegidos");
        caro.press(&app, "Ver el correo antes de enviar", &[("area", HEALTH)]).await;
        // Whoever asked, once for each; the liaison of the area likewise.
        caro.sees("2 personas: quien pidió");
        caro.sees("2 personas: responsables del área");
        assert_eq!(app.show("caro", &all[0]).await["status"], "received", "nothing is done yet");
        caro.press(&app, "Hacerlo en los 2", &[]).await;
        caro.sees("Asignar: listo en 2 pedidos.");
        for it in &all[..2] {
            let now = app.show("caro", it).await;
            assert_eq!((now["status"].as_str(), now["area"].as_str()), (Some("under_review"), Some(HEALTH)));
        }
        assert_eq!(app.show("caro", &all[2]).await["status"], "received");
        let mails = post::deliver(&app).await;
        assert_eq!(mails.iter().filter(|mail| mail.reader() == "lia").count(), 2);
    }

    async fn what_is_refused_of_one_does_not_hold_the_others_back(db: TestDatabase) {
        let app = office(&db).await;
        let all = filed(&app, &["Camas por hospital", "Vacunas por barrio", "Guardias por turno"]).await;
        for it in &all {
            app.act("caro", it, json!({"action": "assign", "area": HEALTH})).await;
        }
        let mut lia = signed_in(&app, "lia").await;
        ticked(&mut lia, &app, &[&all[0], &all[1], &all[2]]).await;
        lia.visit(&app, &format!("{}&action=plan", lia.path().to_owned())).await;
        let form = lia.filled("Hacerlo en los 3 sin ver el correo", &[("promised_on", "2026-12-30"), ("message", "Para fin de año.")]);
        // Somebody is first on one of them.
        app.act("caro", &all[1], json!({"action": "inform", "message": "Ya hablamos con el área."})).await;
        lia.post(&app, &form.0, &form.1).await;
        assert_eq!(lia.status(), 412);
        lia.sees("Listo en 2 pedidos");
        lia.sees("Un pedido elegido");
        assert_eq!(lia.value("promised_on").unwrap(), "2026-12-30");
        assert_eq!(app.show("caro", &all[0]).await["promise"]["on"], "2026-12-30");
        assert_eq!(app.show("caro", &all[1]).await["status"], "under_review");
        // The same form again: what is done is not done twice.
        lia.post(&app, &form.0, &form.1).await;
        let plans = app.events(&all[0]).await.iter().filter(|event| event["action"] == "plan").count();
        assert_eq!(plans, 1);
        // With the request as it is now it goes through.
        lia.press(&app, "Hacerlo sin ver el correo", &[]).await;
        lia.sees("Listo: la fecha está prometida.");
        assert_eq!(app.show("caro", &all[1]).await["promise"]["on"], "2026-12-30");
        // What is wrong with the form is told once, and nothing is done.
        ticked(&mut lia, &app, &[&all[0], &all[2]]).await;
        lia.visit(&app, &format!("{}&action=answer", lia.path().to_owned())).await;
        lia.press(&app, "Hacerlo en los 2 sin ver el correo", &[("outcome", "not_suitable"), ("message", "No se puede.")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("¿Qué ley no lo permite?");
        assert_eq!(lia.value("message").unwrap(), "No se puede.");
        assert_eq!(app.show("caro", &all[0]).await["status"], "planned");
    }

    async fn only_what_all_of_them_allow_is_offered_and_only_to_whose_they_are(db: TestDatabase) {
        let app = office(&db).await;
        let all = filed(&app, &["Camas por hospital", "Teatros y funciones", "Camas en hospitales", "Camas de los hospitales"]).await;
        app.act("caro", &all[0], json!({"action": "assign", "area": HEALTH})).await;
        app.act("caro", &all[1], json!({"action": "assign", "area": CULTURE})).await;
        let mut lia = signed_in(&app, "lia").await;
        ticked(&mut lia, &app, &[&all[0], &all[1]]).await;
        lia.sees("Un pedido elegido");
        lia.sees("Este pedido ya no está en tu bandeja");
        lia.misses("Teatros");
        assert!(lia.link("Unir a otro pedido").is_none() && lia.link("Ocultar").is_none());
        assert!(lia.link("Cambiar el tema").is_some());

        // What others are merged into is not merged into itself, though it is ticked with them.
        let mut caro = signed_in(&app, "caro").await;
        ticked(&mut caro, &app, &[&all[0], &all[2], &all[3]]).await;
        caro.visit(&app, &format!("{}&action=merge", caro.path().to_owned())).await;
        caro.press(&app, "Hacerlo en los 3 sin ver el correo", &[("into", &all[0]), ("message", "Es lo mismo.")]).await;
        caro.sees("Unir a otro pedido: listo en 2 pedidos.");
        for it in &all[2..] {
            assert_eq!(app.show("caro", it).await["duplicate_of"].as_str(), Some(all[0].as_str()));
        }
        // An open one and a closed one have little in common.
        ticked(&mut caro, &app, &[&all[1], &all[2]]).await;
        assert!(caro.link("Prometer una fecha").is_none());
        ticked(&mut caro, &app, &[&all[1]]).await;
        caro.visit(&app, &format!("{}&action=edit", caro.path().to_owned())).await;
        caro.press(&app, "Hacerlo sin ver el correo", &[("theme", "culture"), ("message", "Es de cultura.")]).await;
        assert_eq!(app.show("caro", &all[1]).await["theme"], "culture");

        // What went to another area meanwhile is said, and is no success.
        ticked(&mut lia, &app, &[&all[0]]).await;
        lia.visit(&app, &format!("{}&action=plan", lia.path().to_owned())).await;
        let form = lia.filled("Hacerlo sin ver el correo", &[("promised_on", "2026-12-30"), ("message", "Para fin de año.")]);
        app.act("caro", &all[0], json!({"action": "assign", "area": CULTURE, "message": "Va a Cultura."})).await;
        lia.post(&app, &form.0, &form.1).await;
        lia.sees("Este pedido ya no está en tu bandeja");
        lia.misses("Listo");

        caro.visit(&app, "/desk/bulk").await;
        caro.sees("No elegiste ningún pedido");
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, &format!("/desk/bulk?requests={}", all[0])).await;
        assert_eq!(ana.status(), 403);
    }
}
