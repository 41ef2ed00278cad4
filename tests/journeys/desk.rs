//! The desk, as the staff at it: what is next, every action by its own form, and nothing lost when somebody was first.

use domain::{action::EDITABLE, person::Role, store::people};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{CULTURE, HEALTH, TestApp, email},
    browser::Browser,
    counter::signed_in,
    post,
};

const NOW: &str = "2026-11-20T12:00:00Z";

/// With everybody, and staff that needs its mail alone to get in.
async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at(NOW);
    app
}

/// A request of the area of health, just assigned to it.
async fn assigned(app: &TestApp) -> String {
    let reference = app.file("ana").await;
    app.act("caro", &reference, json!({"action": "assign", "area": HEALTH}))
        .await;
    post::deliver(app).await;
    reference
}

/// Opens the form of an action and sends it without a look at the mail.
async fn does(
    browser: &mut Browser,
    app: &TestApp,
    reference: &str,
    action: (&str, &str),
    fields: &[(&str, &str)],
) {
    let (key, name) = action;
    browser
        .visit(app, &format!("/desk/{reference}?action={key}"))
        .await;
    browser
        .press(app, &format!("{name} sin ver el correo"), fields)
        .await;
    assert_eq!(browser.status(), 200, "{key}: {}", browser.text());
    assert!(
        browser.path().contains(&format!("done={key}")),
        "{key} led to {}",
        browser.path()
    );
}

/// The action of the last event, and the message that came with it.
async fn last(app: &TestApp, reference: &str) -> (String, String) {
    let event = app.events(reference).await.last().unwrap().clone();
    let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
    (text("action"), text("message"))
}

/// The fields that the last event edited.
async fn edited(app: &TestApp, reference: &str) -> Vec<&'static str> {
    let event = app.events(reference).await.last().unwrap().clone();
    assert_eq!(event["action"], "edit");
    EDITABLE
        .into_iter()
        .filter(|field| event["details"].get(*field).is_some_and(|value| !value.is_null()))
        .collect()
}

/// The keys of the actions that the page offers.
fn offered(browser: &Browser) -> Vec<String> {
    let mut keys: Vec<String> = browser
        .html()
        .split("?action=")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    keys.sort();
    keys
}

/// Fails unless the parts follow each other.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{part:?} of {parts:?} is not next in {rest}"));
        rest = &rest[at + part.len()..];
    }
}

on_both! {
    async fn what_is_next_comes_first(db: TestDatabase) {
        let mut app = office(&db).await;
        let titled = |title: &str| json!({"title": title, "area": HEALTH, "theme": "health"});
        app.at("2026-10-20T12:00:00Z");
        let late = app.file_with("ana", titled("Turnos de guardia atrasados")).await;
        let promised = app.file_with("ana", titled("Insumos que se prometieron")).await;
        let disputed = app.file_with("ana", titled("Camas que no se respondieron bien")).await;
        let elsewhere = app.file_with("ana", json!({"title": "Entradas de los teatros", "area": CULTURE})).await;
        for (reference, area) in [(&late, HEALTH), (&promised, HEALTH), (&disputed, HEALTH), (&elsewhere, CULTURE)] {
            app.act("caro", reference, json!({"action": "assign", "area": area})).await;
        }
        app.act("lia", &promised, json!({"action": "plan", "promised_on": "2026-11-19", "message": "Ese día."})).await;
        app.act("lia", &disputed, json!({"action": "answer", "outcome": "not_held", "message": "No lo tenemos."})).await;
        app.at("2026-11-04T12:00:00Z");
        let soon = app.file_with("ana", titled("Vacunas por vencer")).await;
        app.act("caro", &soon, json!({"action": "assign", "area": HEALTH})).await;
        app.act("lia", &soon, json!({"action": "inform", "message": "La estamos buscando."})).await;
        app.at("2026-11-12T12:00:00Z");
        app.act("ana", &disputed, json!({"action": "dispute", "message": "Sí lo tienen: está en su memoria anual."})).await;
        app.at("2026-11-19T12:00:00Z");
        let new = app.file_with("ana", titled("Ambulancias recién pedidas")).await;
        let nobodys = app.file_with("ana", json!({"title": "Algo que no se sabe de quién es"})).await;
        app.at(NOW);
        post::deliver(&app).await;

        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        assert_eq!((lia.status(), lia.header("cache-control")), (200, "private, no-store"));
        lia.sees("5 pedidos esperan algo tuyo");
        lia.sees("Tus áreas: Ministerio de Salud");
        in_order(&lia.text(), &[
            "Atrasados 2", &late, "El plazo terminó el 11 de noviembre de 2026", &promised, "Prometieron publicarlo el 19 de noviembre de 2026",
            "Vencen pronto 1", &soon, "Vence el 27 de noviembre de 2026. Quedan 4 días hábiles.",
            "Novedades de quienes pidieron 1", &disputed, "que la respuesta no les sirve", "Sí lo tienen",
            "Nuevos 1", &new, "Llegó ayer",
        ]);
        for other in [&elsewhere, &nobodys] {
            lia.misses(other);
        }
        assert!(lia.link("Ocultos").is_none() && lia.link("Nuevos, sin asignar").is_none());

        // What she has acted on is news no more; what she plans is not late any more.
        app.act("lia", &disputed, json!({"action": "inform", "message": "La buscamos."})).await;
        app.act("lia", &late, json!({"action": "plan", "promised_on": "2027-03-01", "message": "Antes no."})).await;
        app.act("lia", &new, json!({"action": "assign", "area": HEALTH})).await;
        lia.visit(&app, "/desk").await;
        lia.sees("2 pedidos esperan algo tuyo");
        lia.misses("Novedades de quienes pidieron");
        lia.follow(&app, "Con fecha prometida").await;
        assert_eq!(lia.path(), "/desk?view=planned");
        in_order(&lia.text(), &["Con fecha prometida", "2 pedidos", &promised, &late]);

        // Words, a theme, an area that is not hers: all of them addresses.
        lia.visit(&app, "/desk?q=vacunas").await;
        lia.sees("1 pedido ");
        lia.sees(&soon);
        lia.misses(&late);
        lia.visit(&app, &format!("/desk?view=all&area={CULTURE}")).await;
        lia.misses(&elsewhere);
        lia.visit(&app, "/desk?view=all&theme=budget").await;
        lia.sees("No hay pedidos en esta vista");
        lia.visit(&app, "/desk?view=hidden&cursor=x&theme=no").await;
        lia.sees("Para hacer ahora");

        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk").await;
        in_order(&caro.text(), &["Atrasados 2", &elsewhere, &promised, "Nuevos, sin asignar 1", &nobodys]);
        caro.visit(&app, &format!("/desk?view=all&area={CULTURE}")).await;
        caro.sees(&elsewhere);
        caro.misses(&late);

        let mut english = Browser::in_language("en");
        english.visit(&app, "/desk").await;
        assert!(english.path().starts_with("/sign-in?next=%2Fdesk"), "{}", english.path());
        let mut ana = signed_in(&app, "ana").await;
        ana.visit(&app, "/desk").await;
        assert_eq!(ana.status(), 403);
        ana.visit(&app, &format!("/desk/{late}")).await;
        assert_eq!(ana.status(), 403);
    }

    async fn a_view_is_kept_under_a_name_with_its_count(db: TestDatabase) {
        let app = office(&db).await;
        app.file_with("ana", json!({"title": "Camas por hospital", "area": HEALTH, "theme": "health"})).await;
        app.file_with("ana", json!({"title": "Sueldos de enfermería", "area": HEALTH, "theme": "payroll_salaries"})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        assert!(!lia.has_button("Guardar la vista"), "what everybody has needs no name");
        lia.visit(&app, "/desk?theme=health&cursor=x&nonsense=1").await;
        lia.press(&app, "Guardar la vista", &[("name", " ")]).await;
        assert_eq!(lia.status(), 422);
        lia.press(&app, "Guardar la vista", &[("name", "Salud y camas")]).await;
        assert_eq!(lia.path(), "/desk?theme=health");
        lia.sees("Salud y camas 1");
        lia.misses("Sueldos de enfermería");
        lia.visit(&app, "/desk").await;
        lia.follow(&app, "Salud y camas 1").await;
        lia.sees("Camas por hospital");
        // It is its keeper's own.
        let (path, pairs) = lia.filled("Dejar de guardar “Salud y camas”", &[]);
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk").await;
        mar.misses("Salud y camas");
        let csrf = mar.value("_csrf");
        if let Some(csrf) = csrf {
            let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| if name == "_csrf" { (name, csrf.clone()) } else { (name, value) }).collect();
            mar.post(&app, &path, &pairs).await;
            assert_eq!(mar.status(), 404);
        }
        lia.press(&app, "Dejar de guardar “Salud y camas”", &[]).await;
        lia.misses("Salud y camas");
    }

    async fn a_long_pile_has_pages(db: TestDatabase) {
        let app = office(&db).await;
        for n in 0..28 {
            app.file_with("ana", json!({"title": format!("Pedido de prueba número {n}"), "area": HEALTH})).await;
        }
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        lia.sees("Nuevos 28");
        assert_eq!(lia.html().matches("id=\"pick-").count(), 15);
        lia.follow(&app, "Ver los 28").await;
        assert_eq!(lia.html().matches("id=\"pick-").count(), 25);
        lia.sees("Pedido de prueba número 0");
        lia.follow(&app, "Página siguiente").await;
        assert_eq!(lia.html().matches("id=\"pick-").count(), 3);
        lia.sees("Pedido de prueba número 27");
        lia.follow(&app, "Volver al principio").await;
        assert_eq!(lia.html().matches("id=\"pick-").count(), 25);
    }

    async fn a_liaison_works_a_request_to_its_end(db: TestDatabase) {
        let mut app = office(&db).await;
        let reference = app.file_with("ana", json!({"area": HEALTH, "title": "Compras de medicamentos"})).await;
        app.by("sol").put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        post::deliver(&app).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        lia.follow(&app, "Compras de medicamentos").await;
        assert_eq!(lia.path(), format!("/desk/{reference}"));
        // Taking it in is what is likely, and its form is open.
        assert!(lia.has_button("Asignar sin ver el correo"));
        lia.press(&app, "Asignar sin ver el correo", &[("area", HEALTH), ("person", "lia@example.org")]).await;
        lia.sees("Listo: el pedido quedó asignado.");
        lia.sees("En revisión");

        does(&mut lia, &app, &reference, ("ask", "Preguntar"), &[("message", "¿Por mes o por año?")]).await;
        assert!(post::to(&post::deliver(&app).await, "ana", &reference).text.contains("¿Por mes o por año?"));
        does(&mut lia, &app, &reference, ("reply", "Contestar"), &[("message", "Por mes, me dijo por teléfono.")]).await;
        lia.sees("Contestó la pregunta en nombre de quien pidió");
        assert_eq!(last(&app, &reference).await, ("reply".into(), "Por mes, me dijo por teléfono.".into()));

        does(&mut lia, &app, &reference, ("extend", "Extender el plazo"), &[("message", "Hay que digitalizarlo.")]).await;
        does(&mut lia, &app, &reference, ("plan", "Prometer una fecha"), &[("promised_on", "2026-12-10"), ("message", "Podemos.")]).await;
        lia.sees("Quienes lo siguen se enteran como eligieron");
        does(&mut lia, &app, &reference, ("plan", "Prometer una fecha"), &[("promised_on", "2026-12-20"), ("message", "Se atrasó.")]).await;
        lia.sees("La fecha se corrió 1 vez");
        does(&mut lia, &app, &reference, ("start", "Empezar a preparar"), &[]).await;
        does(&mut lia, &app, &reference, ("inform", "Informar un avance"), &[("message", "Van tres hospitales.")]).await;
        let edits = [("theme", "health"), ("kind", "update"), ("readiness", "4"), ("legal_duty", "true"), ("message", "Es de salud.")];
        lia.visit(&app, &format!("/desk/{reference}?action=edit")).await;
        assert!(lia.value("title").is_none(), "its words are not hers to change");
        lia.press(&app, "Editar sin ver el correo", &edits).await;
        assert_eq!(lia.status(), 422, "a kind that needs a dataset it does not name");
        assert_eq!(lia.value("readiness").unwrap(), "4");
        lia.press(&app, "Editar sin ver el correo", &[("kind", "new_dataset")]).await;
        lia.sees("Listo: el pedido se editó");
        lia.sees("Tema Salud");
        let shown = app.show("lia", &reference).await;
        assert_eq!((shown["theme"].as_str(), shown["priority"]["components"]["readiness"].as_i64()), (Some("health"), Some(4)));
        assert_eq!(shown["priority"]["components"]["legal_duty"], 10);
        post::deliver(&app).await;

        lia.visit(&app, &format!("/desk/{reference}")).await;
        lia.press(&app, "Responder sin ver el correo", &[("outcome", "partial"), ("message", "Publicamos 2023 y 2024."), ("url", "datos")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Qué falta: Falta completar este dato.");
        lia.sees("No parece una dirección web");
        assert_eq!(lia.value("message").unwrap(), "Publicamos 2023 y 2024.");
        lia.press(&app, "Responder sin ver el correo", &[("url", "https://example.org/d"), ("missing", "Falta 2025.")]).await;
        lia.sees("Listo: el pedido está respondido");
        assert!(post::to(&post::deliver(&app).await, "ana", &reference).text.contains("Falta 2025."));

        // The answer is corrected over itself: what it said stands in the form.
        lia.visit(&app, &format!("/desk/{reference}?action=answer")).await;
        assert_eq!(lia.value("missing").unwrap(), "Falta 2025.");
        lia.press(&app, "Responder sin ver el correo", &[("outcome", "published"), ("message", "Ya está todo.")]).await;
        lia.sees("Corrigió la respuesta: Publicado");
        let shown = app.show("lia", &reference).await;
        assert_eq!((shown["outcome"].as_str(), shown["evidence"]["missing"].as_str()), (Some("published"), None));
        assert_eq!(shown["evidence"]["url"], "https://example.org/d");
        app.act("ana", &reference, json!({"action": "confirm", "verdict": "yes"})).await;
        lia.visit(&app, &format!("/desk/{reference}")).await;
        lia.sees("Con este pedido no hay nada más que hacer acá");
        app.at("2026-11-21T12:00:00Z");
    }

    async fn a_coordinator_does_what_is_left(db: TestDatabase) {
        let app = office(&db).await;
        let (target, source) = (app.file("ana").await, app.file("sol").await);
        post::deliver(&app).await;
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{source}?action=merge")).await;
        caro.press(&app, "Unir a otro pedido sin ver el correo", &[("into", &source), ("message", "Es el mismo.")]).await;
        assert_eq!(caro.status(), 422);
        caro.sees("Se une a: No se puede unir a ese pedido");
        caro.press(&app, "Unir a otro pedido sin ver el correo", &[("into", &target)]).await;
        caro.sees("Listo: el pedido se unió al otro");
        caro.sees(&format!("Unido a {target}"));
        post::to(&post::deliver(&app).await, "sol", &source);
        assert_eq!(app.show("caro", &source).await["duplicate_of"], target.as_str());
        does(&mut caro, &app, &source, ("unmerge", "Deshacer la unión"), &[("message", "No eran lo mismo.")]).await;
        assert_eq!(app.show("caro", &source).await["status"], "received");

        does(&mut caro, &app, &source, ("hide", "Ocultar"), &[("reason", "personal_data"), ("message", "Tiene un DNI.")]).await;
        caro.sees("Este pedido está oculto");
        assert_eq!(offered(&caro), ["edit", "redact", "unhide"]);
        assert!(!caro.has_button("Guardar la nota"), "nothing is to gather on it");
        assert_eq!(app.anonymous().get(&format!("/requests/{source}")).await.status, 404);
        caro.follow(&app, "Bandeja").await;
        caro.misses(&source);
        caro.visit(&app, "/desk?q=medicamentos").await;
        caro.misses(&source);
        caro.sees("1 pedido ");
        caro.visit(&app, "/desk?view=hidden&q=medicamentos").await;
        caro.sees(&source);
        caro.visit(&app, "/desk?view=hidden").await;
        caro.sees(&source);
        caro.sees("Contiene datos personales");
        caro.follow(&app, "Necesito las compras de medicamentos").await;
        let words = [("target", "body"), ("text", "cada hospital"), ("reason", "datos personales"), ("message", "Quitamos el dato.")];
        does(&mut caro, &app, &source, ("redact", "Quitar texto"), &words).await;
        caro.sees("[quitado: datos personales]");
        does(&mut caro, &app, &source, ("unhide", "Volver a mostrar"), &[]).await;
        let fields = [("title", "Compras de medicamentos, por hospital"), ("theme", "health"), ("message", "Un título más claro.")];
        does(&mut caro, &app, &source, ("edit", "Editar"), &fields).await;
        assert_eq!(edited(&app, &source).await, ["title", "theme"], "what was not touched is not told as changed");

        let areas = [("areas", HEALTH), ("areas", CULTURE), ("message", "Lo tienen dos áreas.")];
        does(&mut caro, &app, &source, ("split", "Dividir en partes"), &areas).await;
        assert_eq!(app.show("caro", &source).await["parts"].as_array().unwrap().len(), 2);
        caro.follow(&app, "PD-2026-000003").await;
        caro.sees("Es parte de");
        assert!(!offered(&caro).contains(&"split".to_owned()), "a part is not split again");

        app.act("caro", &target, json!({"action": "answer", "outcome": "not_held", "message": "Nadie lo tiene."})).await;
        app.act("ana", &target, json!({"action": "confirm", "verdict": "yes"})).await;
        does(&mut caro, &app, &target, ("reopen", "Reabrir"), &[("message", "Apareció.")]).await;
        assert_eq!(app.show("caro", &target).await["status"], "received");
        let comment = app.by("leo").post(&format!("/api/v1/requests/{target}/comments"), json!({"text": "Mi teléfono es 4444-5555."})).await;
        let choice = format!("comment:{}", comment.json()["id"]);
        let words = [("target", choice.as_str()), ("text", "4444-5555"), ("reason", "un teléfono"), ("message", "Lo quitamos.")];
        does(&mut caro, &app, &target, ("redact", "Quitar texto"), &words).await;
        caro.sees("Mi teléfono es [quitado: un teléfono].");
    }

    async fn what_is_offered_is_what_the_domain_allows(db: TestDatabase) {
        let app = office(&db).await;
        let reference = app.file_with("ana", json!({"area": HEALTH})).await;
        let (mut lia, mut caro) = (signed_in(&app, "lia").await, signed_in(&app, "caro").await);
        let steps = [
            json!(null),
            json!({"action": "assign", "area": HEALTH}),
            json!({"action": "ask", "message": "¿Cuál?"}),
            json!({"action": "plan", "promised_on": "2026-12-10", "message": "Ese día."}),
            json!({"action": "start"}),
            json!({"action": "answer", "outcome": "not_held", "message": "No está."}),
        ];
        for step in steps {
            if !step.is_null() {
                app.act("lia", &reference, step).await;
            }
            for (browser, who) in [(&mut lia, "lia"), (&mut caro, "caro")] {
                browser.visit(&app, &format!("/desk/{reference}")).await;
                let mut allowed: Vec<String> = app.show(who, &reference).await["allowed"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|action| action.as_str().unwrap().to_owned())
                    .collect();
                allowed.sort();
                assert_eq!(offered(browser), allowed, "{who}");
            }
        }
    }

    async fn what_is_not_possible_is_refused_in_words(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let (mut lia, mut mar) = (signed_in(&app, "lia").await, signed_in(&app, "mar").await);
        lia.visit(&app, &format!("/desk/{reference}?action=inform")).await;
        let (path, mut pairs) = lia.filled("Informar un avance sin ver el correo", &[("message", "Seguimos buscando en el archivo.")]);
        assert_eq!(path, format!("/desk/{reference}/actions"));
        // She may not; it cannot be done now; there is no such action.
        for (action, status, words) in [
            ("hide", 403, "Solo puede hacerlo el equipo de datos abiertos"),
            ("confirm", 403, "Solo puede hacerlo quien hizo el pedido"),
            ("reply", 409, "desde ahí no se puede hacer esto"),
            ("nothing", 422, "No hay una acción con ese nombre"),
        ] {
            pairs.retain(|(name, _)| name != "action");
            pairs.push(("action".into(), action.into()));
            lia.post(&app, &path, &pairs).await;
            assert_eq!(lia.status(), status, "{action}: {}", lia.text());
            lia.sees(words);
            lia.sees("Seguimos buscando en el archivo.");
        }
        assert_eq!(last(&app, &reference).await.0, "assign");
        mar.visit(&app, &format!("/desk/{reference}")).await;
        assert_eq!(mar.status(), 403);
        mar.sees("El Ministerio de Salud tiene a cargo este pedido");
        mar.visit(&app, &format!("/desk/{}", app.file("ana").await)).await;
        mar.sees("Este pedido todavía no tiene área");
        mar.visit(&app, "/desk").await;
        let csrf = ("_csrf".to_owned(), mar.value("_csrf").unwrap());
        let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let forged = [csrf.clone(), text("action", "inform"), text("version", "2"), text("message", "Esto no es de otra área.")];
        mar.post(&app, &path, &forged).await;
        assert_eq!(mar.status(), 403);
        mar.sees("El Ministerio de Salud tiene a cargo este pedido");
        mar.post(&app, &format!("/desk/{reference}/notes"), &[csrf, text("text", "Hola")]).await;
        assert_eq!(mar.status(), 403);
        mar.post(&app, &path, &forged[1..]).await;
        assert_eq!(mar.status(), 403, "no proof that the form is ours");
        mar.visit(&app, "/desk/PD-2026-999999").await;
        assert_eq!(mar.status(), 404);
        assert_eq!(app.events(&reference).await.len(), 2);
        // An address alone makes nobody believe that something was done.
        lia.visit(&app, &format!("/desk/{reference}?done=answer&mails=9")).await;
        lia.misses("Listo:");
    }

    async fn whoever_is_second_gets_both_versions(db: TestDatabase) {
        let mut app = office(&db).await;
        app.person("luz", Role::Liaison, &[HEALTH]).await;
        app.at(NOW);
        let reference = assigned(&app).await;
        let (mut lia, mut luz) = (signed_in(&app, "lia").await, signed_in(&app, "luz").await);
        for browser in [&mut lia, &mut luz] {
            browser.visit(&app, &format!("/desk/{reference}?action=plan")).await;
        }
        luz.press(&app, "Prometer una fecha sin ver el correo", &[("promised_on", "2026-12-04"), ("message", "Luz: el 4 llega.")]).await;
        post::deliver(&app).await;
        let mine = [("promised_on", "2027-01-22"), ("message", "Lía: recién en enero <b>podemos</b>.")];
        lia.press(&app, "Prometer una fecha sin ver el correo", &mine).await;
        assert_eq!(lia.status(), 409);
        lia.sees("Alguien llegó antes");
        in_order(&lia.text(), &[
            "Qué pasó mientras tanto", "luz", "Prometió publicarlo el 4 de diciembre de 2026", "Luz: el 4 llega.",
            "Lo que escribiste vos", "22 de enero de 2027", "Lía: recién en enero <b>podemos</b>.",
        ]);
        assert_eq!(lia.value("message").unwrap(), mine[1].1);
        assert_eq!(lia.value("version").unwrap(), "3");
        assert_eq!(app.events(&reference).await.len(), 3, "nothing was done");
        assert_eq!(post::deliver(&app).await.len(), 0);
        // Sent again over what there is now, it is one more slip, in view.
        lia.press(&app, "Prometer una fecha sin ver el correo", &[]).await;
        lia.sees("Listo: la fecha está prometida");
        assert_eq!(app.show("lia", &reference).await["promise"]["slips"], 1);

        // A second click is the same call; a form without a version is one from nobody knows when.
        lia.visit(&app, &format!("/desk/{reference}?action=inform")).await;
        let (path, pairs) = lia.filled("Informar un avance sin ver el correo", &[("message", "Un avance.")]);
        for _ in 0..2 {
            lia.post(&app, &path, &pairs).await;
            assert_eq!(lia.status(), 200);
            lia.sees("Listo: se contó el avance");
        }
        assert_eq!(app.events(&reference).await.len(), 5);
        let without: Vec<_> = pairs.iter().filter(|(name, _)| name != "version" && name != "idempotency_key").cloned().collect();
        lia.post(&app, &path, &without).await;
        assert_eq!(lia.status(), 409);
        lia.sees("Alguien llegó antes");
        assert_eq!(app.events(&reference).await.len(), 5);

        // Nothing is possible any more: the reason, and the words.
        lia.visit(&app, &format!("/desk/{reference}?action=inform")).await;
        app.act("ana", &reference, json!({"action": "withdraw", "message": "Ya no."})).await;
        lia.press(&app, "Informar un avance sin ver el correo", &[("message", "Otro avance más.")]).await;
        assert_eq!(lia.status(), 409);
        lia.sees("Otro avance más.");
        lia.sees("Retiró el pedido");
    }

    async fn an_edit_that_comes_second_shows_each_field(db: TestDatabase) {
        let app = office(&db).await;
        let reference = app.file_with("ana", json!({"title": "Compras de medicamentos", "purpose": "Una nota"})).await;
        let (mut caro, mut ada) = (signed_in(&app, "caro").await, signed_in(&app, "ada").await);
        for browser in [&mut caro, &mut ada] {
            browser.visit(&app, &format!("/desk/{reference}?action=edit")).await;
        }
        let first = [("title", "Compras de medicamentos de hospitales"), ("period", "2024"), ("message", "Más claro.")];
        ada.press(&app, "Editar sin ver el correo", &first).await;
        let second = [("title", "Medicamentos: compras por mes"), ("format", "CSV"), ("message", "Más corto.")];
        caro.press(&app, "Editar sin ver el correo", &second).await;
        assert_eq!(caro.status(), 409);
        in_order(&caro.text(), &["Como está ahora", "título", "Compras de medicamentos de hospitales", "Medicamentos: compras por mes"]);
        // What she did not touch is as it is now, not as it was when she began.
        assert_eq!(caro.value("period").unwrap(), "2024");
        assert_eq!((caro.value("title").unwrap(), caro.value("format").unwrap()), ("Medicamentos: compras por mes".into(), "CSV".into()));
        caro.press(&app, "Editar sin ver el correo", &[]).await;
        caro.sees("Listo: el pedido se editó");
        let shown = app.show("caro", &reference).await;
        assert_eq!(shown["title"], "Medicamentos: compras por mes");
        assert_eq!((shown["period"].as_str(), shown["purpose"].as_str()), (Some("2024"), Some("Una nota")));
        assert_eq!(edited(&app, &reference).await, ["title", "format"]);
        caro.visit(&app, &format!("/desk/{reference}?action=edit")).await;
        caro.press(&app, "Editar sin ver el correo", &[("message", "Nada.")]).await;
        assert_eq!(caro.status(), 422);
        caro.sees("No indicaste ningún cambio");
    }

    async fn a_request_given_away_leaves_the_desk_with_a_word(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{reference}?action=assign")).await;
        lia.press(&app, "Asignar sin ver el correo", &[("area", CULTURE)]).await;
        assert_eq!(lia.status(), 422, "she has to say why");
        lia.press(&app, "Asignar sin ver el correo", &[("area", CULTURE), ("message", "Lo tienen los museos.")]).await;
        assert!(lia.path().starts_with("/desk?done=assign"), "{}", lia.path());
        lia.sees(&format!("Listo: el pedido quedó asignado. Ahora es de otra área: {reference}"));
        let mails = post::deliver(&app).await;
        for who in ["ana", "mar"] {
            post::to(&mails, who, &reference);
        }
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk").await;
        in_order(&mar.text(), &["Nuevos 1", &reference, "Se asignó"]);
    }

    async fn a_note_stays_among_staff(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{reference}")).await;
        lia.press(&app, "Guardar la nota", &[("text", "  ")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Nota interna: Falta completar este dato.");
        lia.press(&app, "Guardar la nota", &[("text", "Ojo: hay un *secreto* en el archivador.")]).await;
        lia.sees("La nota quedó guardada");
        assert!(lia.html().contains("comment-internal") && lia.html().contains("<em>secreto</em>"));
        app.by("sol").post(&format!("/api/v1/requests/{reference}/comments"), json!({"text": "Yo también lo espero."})).await;
        lia.visit(&app, &format!("/desk/{reference}")).await;
        in_order(&lia.text(), &["Hizo el pedido", "Asignó el pedido", "Nota interna", "secreto", "Yo también lo espero."]);
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, &format!("/desk/{reference}")).await;
        caro.sees("secreto");

        app.act("lia", &reference, json!({"action": "inform", "message": "Seguimos."})).await;
        let mails = post::deliver(&app).await;
        assert!(!mails.is_empty() && mails.iter().all(|mail| !mail.text.contains("secreto")));
        for path in [format!("/requests/{reference}"), format!("/api/v1/requests/{reference}/comments"), format!("/api/v1/requests/{reference}/events"), "/requests?q=secreto".into()] {
            let page = app.anonymous().get(&path).await;
            assert!(!page.text.contains("archivador"), "{path}");
            assert!(!app.by("mar").get(&path).await.text.contains("archivador"), "{path}");
        }
    }

    async fn whoever_a_note_calls_hears_that_it_does_and_of_nothing_it_says(db: TestDatabase) {
        let mut app = office(&db).await;
        app.person("rio", Role::Liaison, &[HEALTH]).await;
        let reference = assigned(&app).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{reference}")).await;
        lia.sees("Para avisarle a alguien, escribí @ y su nombre: @lia, @rio,");
        lia.misses("@mar");
        post::deliver(&app).await;
        let note = "@Caro y @RÍO: en el *archivador*. Ni @mar ni sol@ada ni yo, @lia, lo abrimos.";
        lia.press(&app, "Guardar la nota", &[("text", note)]).await;
        lia.sees("La nota quedó guardada");
        lia.sees("2 correos");
        let mails = post::deliver(&app).await;
        assert_eq!(mails.len(), 2, "{mails:#?}");
        let mail = post::to(&mails, "caro", &reference);
        let text = &mail.text;
        assert!(text.contains("lia te nombró en una nota interna"), "{text}");
        assert!(text.contains(&format!("/desk/{reference}")) && !text.contains("archivador"), "{text}");

        // Whoever left the area in the meantime hears nothing of it.
        lia.press(&app, "Guardar la nota", &[("text", "¿Y ahora, @rio?")]).await;
        app.person("rio", Role::Liaison, &[CULTURE]).await;
        assert!(post::deliver(&app).await.is_empty());
    }

    async fn what_the_area_found_when_it_looked_is_public(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let path = format!("/requests/{reference}");
        assert!(!app.anonymous().get(&path).await.text.contains("Qué revisó el área"), "nobody has looked yet");
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{reference}?action=edit")).await;
        let found = [("readiness", "3"), ("personal_data", "partly"), ("secrecy", "clear"), ("message", "Lo miramos.")];
        lia.press(&app, "Editar sin ver el correo", &found).await;
        lia.sees("Listo");
        lia.visit(&app, &path).await;
        in_order(&lia.text(), &[
            "Qué revisó el área",
            "Preparación: 3 de 5", "Los campos están descritos",
            "Datos personales", "Hay que quitar o anonimizar una parte",
            "Secretos", "No impiden publicar",
        ]);
        // Who found it, when, and what was said before.
        lia.sees("Sin revisar");
        let events = app.anonymous().get(&format!("/api/v1/requests/{reference}/events")).await.json();
        let details = &events["items"].as_array().unwrap().last().unwrap()["details"];
        assert_eq!((details["secrecy"].as_str(), details["before"]["secrecy"].as_str()), (Some("clear"), Some("unchecked")));
        // It is for the area to say, not for whoever asks.
        let theirs = app.by("ana").with("if-match", "*").patch(&format!("/api/v1/requests/{reference}"), json!({"secrecy": "clear"})).await;
        assert_eq!(theirs.status, 403, "{}", theirs.text);
        let wrong = app.by("lia").with("if-match", "*")
            .patch(&format!("/api/v1/requests/{reference}"), json!({"personal_data": "maybe", "message": "No sé."})).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.json()["errors"][0]["pointer"], "#/personal_data");
    }

    async fn the_mail_is_seen_before_it_leaves(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        for who in ["sol", "leo"] {
            app.by(who).put(&format!("/api/v1/requests/{reference}/support"), json!({})).await;
        }
        let before = app.show("lia", &reference).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{reference}?action=plan")).await;
        let mine = [("promised_on", "2027-01-22"), ("message", "En enero, por comuna.")];
        lia.press(&app, "Ver el correo antes de enviar", &mine).await;
        assert_eq!(lia.status(), 200);
        in_order(&lia.text(), &[
            "Qué correo va a salir", "Ahora 1 persona: quien pidió", &format!("[{reference}]"), "En enero, por comuna.",
            "En su resumen 2 personas", "Todavía no se envió nada",
        ]);
        assert_eq!(lia.value("message").unwrap(), mine[1].1);
        assert_eq!(app.show("lia", &reference).await, before);
        assert_eq!((app.events(&reference).await.len(), post::deliver(&app).await.len()), (2, 0));
        for secret in ["ana@example.org", "sol@example.org", "sol<", "leo<"] {
            assert!(!lia.html().contains(secret), "{secret}");
        }
        // What is wrong is told before anybody sees a mail.
        lia.press(&app, "Volver a ver el correo", &[("promised_on", "2020-01-01")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Fecha prometida: Tiene que ser una fecha posterior a hoy");
        lia.press(&app, "Ver el correo antes de enviar", &[("promised_on", "2027-01-29")]).await;
        lia.press(&app, "Prometer una fecha", &[]).await;
        lia.sees("Listo: la fecha está prometida. Sale 1 correo. Quienes lo siguen se enteran como eligieron.");
        assert_eq!(app.show("lia", &reference).await["promise"]["on"], "2027-01-29");
        assert!(post::to(&post::deliver(&app).await, "ana", &reference).text.contains("En enero, por comuna."));
    }

    async fn a_look_at_an_address_is_on_record(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let (mut lia, mut caro) = (signed_in(&app, "lia").await, signed_in(&app, "caro").await);
        lia.visit(&app, &format!("/desk/{reference}")).await;
        assert!(!lia.has_button("Mostrar el correo") && !lia.html().contains("ana@example.org"));
        let csrf = vec![("_csrf".to_owned(), lia.value("_csrf").unwrap())];
        lia.post(&app, &format!("/desk/{reference}/requester"), &csrf).await;
        assert_eq!(lia.status(), 403);
        assert!(!lia.html().contains("ana@example.org"));
        caro.visit(&app, &format!("/desk/{reference}")).await;
        assert!(!caro.html().contains("ana@example.org"));
        caro.press(&app, "Mostrar el correo", &[]).await;
        caro.sees("ana@example.org");
        caro.visit(&app, &format!("/desk/{reference}")).await;
        assert!(!caro.html().contains("ana@example.org"));
        let ana = people::find(&app.state.db.read(), &email("ana")).await.unwrap().unwrap().id;
        let connection = db.connect().await;
        let sql = "select role, subject from audit where what = 'requester email'";
        let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await.unwrap();
        let looks: Vec<(String, String)> =
            rows.iter().map(|row| (row.try_get("", "role").unwrap(), row.try_get("", "subject").unwrap())).collect();
        assert_eq!(looks, [("coordinator".to_owned(), format!("person {ana} {reference}"))]);
    }

    async fn the_desk_speaks_english_too(db: TestDatabase) {
        let app = office(&db).await;
        let reference = assigned(&app).await;
        let mut lia = signed_in(&app, "lia").await;
        for (path, words) in [
            ("/desk?lang=en".to_owned(), "To do now"),
            (format!("/desk/{reference}?lang=en"), "What do you want to do?"),
        ] {
            lia.visit(&app, &path).await;
            lia.sees(words);
            assert!(lia.html().contains("<html lang=\"en\">"));
        }
        lia.press(&app, "Answer without seeing the mail", &[("outcome", "not_suitable")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Message:");
        // The other language shows the form again, at an address that can be opened.
        lia.follow(&app, "Español").await;
        assert_eq!(lia.status(), 200);
        lia.sees("¿Qué querés hacer?");
    }
}
