//! What an answer rests on is looked at again and again: said on the page, put on the desk when it is not in order; and no status
//! moves by it.

use domain::{
    dataset::{Dataset, State},
    evidence::{Fault, Looked},
    ids::RequestId,
    ops::{self, Caller},
    policy::{Actor, Job},
    store::{Tx, evidence, followed},
};
use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    datasets::{dataset, take},
};

const NAME: &str = "compras-hospitales";

/// The system, now.
fn system(app: &TestApp) -> Caller {
    Caller {
        actor: Actor::System(Job::Timers),
        ..app.caller()
    }
}

/// What has to be looked at now.
async fn due(app: &TestApp) -> Vec<(RequestId, String)> {
    let due = evidence::due(&app.state.db.read(), app.state.clock.now(), 100).await;
    due.unwrap()
        .into_iter()
        .map(|watched| (watched.request, watched.dataset))
        .collect()
}

/// Looks at all that is due, as the worker does, and finds this.
pub async fn look(app: &TestApp, looked: Looked) -> usize {
    let due = due(app).await;
    for (request, dataset) in &due {
        let (caller, request, dataset) = (system(app), *request, dataset.clone());
        let found =
            async move |tx: &Tx| ops::evidence_looked_at(tx, &caller, request, (&dataset, looked)).await;
        app.state.db.write(found).await.unwrap();
    }
    due.len()
}

/// Tells of the datasets that requests follow, as the worker does.
pub async fn tell_of_datasets(app: &TestApp) -> usize {
    let today = app.caller().moment.today;
    let with_news = followed::with_news(&app.state.db.read(), today, RequestId(0), 100).await;
    let with_news = with_news.unwrap();
    for request in &with_news {
        let (caller, request, zone) = (system(app), *request, app.state.zone.clone());
        let tell = async move |tx: &Tx| ops::tell_of_dataset(tx, &caller, request, &zone).await;
        app.state.db.write(tell).await.unwrap();
    }
    with_news.len()
}

/// A place with one dataset in its catalogue, and a request for it that the liaison has in her hands.
async fn asked(db: &TestDatabase, fields: Value) -> (TestApp, String) {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    take(&app, vec![dataset(NAME, "Compras de hospitales")]).await;
    let it = app.file_with("ana", fields).await;
    app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
        .await;
    (app, it)
}

fn answer(dataset: &str) -> Value {
    json!({"action": "answer", "outcome": "published", "evidence": {"dataset": dataset}, "message": "Ya lo publicamos."})
}

/// The looks at the data that the history tells.
async fn looks(app: &TestApp, it: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let events = app.events(it).await;
    events
        .iter()
        .filter(|event| event["action"] == "evidence_checked")
        .map(|event| {
            assert_eq!(
                (&event["actor"]["role"], &event["from"]),
                (&json!("system"), &event["to"])
            );
            (text(&event["details"]["found"]), text(&event["details"]["fault"]))
        })
        .collect()
}

fn lost(state: State) -> Dataset {
    Dataset {
        state,
        ..dataset(NAME, "Compras de hospitales")
    }
}

on_both! {
    async fn what_an_answer_rests_on_is_looked_at_and_what_is_broken_is_a_task(db: TestDatabase) {
        let (mut app, it) = asked(&db, json!({"format": "CSV o Excel"})).await;
        assert!(due(&app).await.is_empty(), "nothing is promised yet");
        let answered = app.act("lia", &it, answer(NAME)).await;
        assert_eq!(answered["evidence"]["state"], "unchecked");
        assert_eq!(look(&app, Looked::There).await, 1);
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "ok");
        let mut reader = Browser::new();
        reader.visit(&app, &format!("/requests/{it}")).await;
        reader.sees("Revisado Está publicado y se puede bajar.");
        reader.sees("Revisamos los datos de la respuesta: el conjunto “compras-hospitales” está publicado");
        assert_eq!(due(&app).await.len(), 0, "until tomorrow");

        // The portal shows it to some only.
        take(&app, vec![lost(State::Private)]).await;
        assert_eq!(look(&app, Looked::Unsure).await, 1, "what is lost is looked at soon");
        let now = app.show("ana", &it).await;
        assert_eq!((&now["evidence"]["state"], &now["status"]), (&json!("broken"), &json!("answered")));
        reader.visit(&app, &format!("/requests/{it}")).await;
        reader.sees("Al revisarlo encontramos un problema. No lo puede ver cualquiera.");
        let letters = crate::post::deliver(&app).await;
        let told: Vec<_> = letters.iter().filter(|letter| letter.text.contains("algo no está bien")).collect();
        assert_eq!(told.iter().map(|letter| letter.reader()).collect::<Vec<_>>(), ["lia"]);
        assert!(told[0].text.contains("No lo puede ver cualquiera") && told[0].text.contains(&format!("/desk/{it}")));
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/desk").await;
        lia.sees("Datos por revisar 1");
        lia.sees("El conjunto de datos de la respuesta no está como se prometió.");
        let mut mar = signed_in(&app, "mar").await;
        mar.visit(&app, "/desk").await;
        mar.misses("Datos por revisar");

        // The same again the next day is no news; the end of it is.
        app.at("2026-11-21T12:00:01Z");
        assert_eq!(look(&app, Looked::Unsure).await, 1);
        let letters = crate::post::deliver(&app).await;
        assert!(letters.iter().all(|letter| letter.reader() != "lia"));
        take(&app, vec![dataset(NAME, "Compras de hospitales")]).await;
        app.at("2026-11-22T12:00:02Z");
        assert_eq!(look(&app, Looked::There).await, 1);
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "ok");
        lia.visit(&app, "/desk").await;
        lia.misses("Datos por revisar");
        let all = [("ok", ""), ("broken", "private"), ("ok", "")];
        assert_eq!(looks(&app, &it).await, all.map(|(found, fault)| (found.to_owned(), fault.to_owned())));
    }

    async fn the_portal_is_believed_the_second_time_and_silence_after_a_day(db: TestDatabase) {
        let (mut app, it) = asked(&db, json!({})).await;
        app.act("lia", &it, answer(NAME)).await;
        look(&app, Looked::Wrong(Fault::Gone)).await;
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "unchecked");
        assert_eq!(look(&app, Looked::There).await, 0, "not twice in an hour");
        app.at("2026-11-20T13:00:00Z");
        look(&app, Looked::Wrong(Fault::Gone)).await;
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "broken");
        // A correction begins anew, and so does a dispute.
        app.act("lia", &it, answer(NAME)).await;
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "unchecked");
        for hour in 14..24 {
            app.at(&format!("2026-11-20T{hour}:00:00Z"));
            look(&app, Looked::Silent).await;
            look(&app, Looked::Unsure).await;
        }
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "unchecked", "a server may be ill for hours");
        app.at("2026-11-21T14:00:00Z");
        look(&app, Looked::Silent).await;
        assert_eq!(app.show("ana", &it).await["evidence"]["state"], "broken");
        app.act("ana", &it, json!({"action": "dispute", "message": "No se puede bajar."})).await;
        app.at("2026-11-25T14:00:00Z");
        assert!(due(&app).await.is_empty());
        assert_eq!(app.show("ana", &it).await["evidence"], Value::Null);
    }

    async fn what_is_hidden_or_rests_on_nothing_is_left_alone(db: TestDatabase) {
        let (mut app, it) = asked(&db, json!({})).await;
        app.act("lia", &it, json!({"action": "answer", "outcome": "not_held", "evidence": {}, "message": "No lo tenemos."})).await;
        assert!(due(&app).await.is_empty());
        app.act("lia", &it, answer(NAME)).await;
        app.act("caro", &it, json!({"action": "hide", "reason": "personal_data", "message": "Tiene un nombre."})).await;
        assert!(due(&app).await.is_empty());
        app.act("caro", &it, json!({"action": "unhide"})).await;
        assert_eq!(due(&app).await.len(), 1);
        // At another place nobody can tell.
        app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": {"url": "https://otro.example.org/a.csv"}, "message": "Ahí está."})).await;
        assert!(due(&app).await.is_empty());
        // The address of its page is its name.
        let page = format!("https://datos.example.org/dataset/{NAME}");
        app.act("lia", &it, json!({"action": "answer", "outcome": "published", "evidence": {"url": page}, "message": "Ahí está."})).await;
        assert_eq!(due(&app).await[0].1, NAME);
        app.at("2026-11-20T12:00:01Z");
    }

    async fn whoever_answers_sees_first_what_the_catalogue_says(db: TestDatabase) {
        let (app, it) = asked(&db, json!({"kind": "update", "dataset": NAME})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{it}?action=answer")).await;
        lia.misses("Lo que dice el catálogo");
        let fields = [("outcome", "published"), ("dataset", NAME), ("message", "Ya está actualizado.")];
        // It was last changed two months before it was asked for.
        lia.press(&app, "Responder sin ver el correo", &fields).await;
        lia.sees("Mirá lo que dice el catálogo de este conjunto antes de responder.");
        lia.sees("Sus datos son anteriores al pedido de actualizarlos");
        lia.sees("1 archivo");
        assert_eq!(lia.value("message").as_deref(), Some("Ya está actualizado."));
        assert_eq!(app.show("lia", &it).await["status"], "under_review");
        // They may be right all the same.
        lia.press(&app, "Responder sin ver el correo", &[]).await;
        assert_eq!(app.show("lia", &it).await["status"], "answered");
        look(&app, Looked::There).await;
        assert_eq!(looks(&app, &it).await, [("broken".to_owned(), "not_newer".to_owned())]);
    }

    async fn a_format_that_was_agreed_is_looked_for(db: TestDatabase) {
        let (app, it) = asked(&db, json!({"format": "GeoJSON"})).await;
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, &format!("/desk/{it}?action=answer")).await;
        let fields = [("outcome", "published"), ("dataset", NAME), ("message", "Ya lo publicamos.")];
        lia.press(&app, "Ver el correo antes de enviar", &fields).await;
        lia.sees("Ningún archivo está en el formato que se pidió");
        // It was seen: the second press sends.
        lia.press(&app, "Responder", &[]).await;
        assert_eq!(app.show("lia", &it).await["status"], "answered");
    }

    async fn a_request_hears_of_its_dataset_once_each_time(db: TestDatabase) {
        let (mut app, it) = asked(&db, json!({"kind": "update", "dataset": NAME})).await;
        assert_eq!(tell_of_datasets(&app).await, 0, "it is as old as it was");
        crate::post::deliver(&app).await;
        let renewed = |at: &str| {
            let mut renewed = dataset(NAME, "Compras de hospitales");
            renewed.resources[0].last_modified = Some(at.parse().unwrap());
            renewed.signals = domain::freshness::Signals::of_files(&renewed.resources);
            renewed
        };
        app.at("2026-11-24T12:00:00Z");
        // An edit of its description renews nothing.
        let mut touched = dataset(NAME, "Compras de hospitales");
        touched.signals = domain::freshness::Signals::only(domain::freshness::Signal::Metadata, "2026-11-22T12:00:00Z".parse().unwrap());
        take(&app, vec![touched]).await;
        assert_eq!(tell_of_datasets(&app).await, 0);
        take(&app, vec![renewed("2026-11-22T12:00:00Z")]).await;
        assert_eq!(tell_of_datasets(&app).await, 1);
        assert_eq!(tell_of_datasets(&app).await, 0, "once");
        let mut letters = crate::post::deliver(&app).await;
        letters.retain(|letter| letter.reader() != "caro");
        assert_eq!(letters.iter().map(crate::post::Mail::reader).collect::<Vec<_>>(), ["ana"]);
        for words in ["Los datos se actualizaron", "Compras de hospitales", "22 de noviembre de 2026, según sus archivos", "Si no está, contalo"] {
            assert!(letters[0].text.contains(words), "{words} in {}", letters[0].text);
        }
        assert_eq!(app.show("ana", &it).await["status"], "under_review", "no status moves by itself");
        let mut reader = Browser::new();
        reader.visit(&app, &format!("/requests/{it}")).await;
        reader.sees("El conjunto “compras-hospitales” se actualizó el 22 de noviembre de 2026 (según sus archivos)");

        // Answered, and then not solved: a new round hears anew, and is asked the verdict again.
        app.act("lia", &it, answer(NAME)).await;
        app.act("ana", &it, json!({"action": "dispute", "message": "Falta noviembre."})).await;
        app.act("lia", &it, answer(NAME)).await;
        crate::post::deliver(&app).await;
        assert_eq!(tell_of_datasets(&app).await, 0);
        app.at("2026-11-26T12:00:00Z");
        take(&app, vec![renewed("2026-11-25T12:00:00Z")]).await;
        assert_eq!(tell_of_datasets(&app).await, 1);
        let letters = crate::post::deliver(&app).await;
        assert!(letters[0].text.contains("¿Resuelve lo que necesitabas?"), "{}", letters[0].text);
        let key = letters[0].key(&format!("/requests/{it}/verdict")).unwrap().to_owned();
        reader.visit(&app, &format!("/requests/{it}/verdict?key={key}")).await;
        reader.press(&app, "Enviar mi opinión", &[("verdict", "yes")]).await;
        assert_eq!(app.show("ana", &it).await["status"], "closed");

        // Closed, and stale again: the area hears, and when it is renewed, whoever asked.
        app.at("2027-01-04T12:00:00Z");
        assert_eq!(tell_of_datasets(&app).await, 1);
        let letters = crate::post::deliver(&app).await;
        let stale: Vec<_> = letters.iter().filter(|letter| letter.text.contains("volvieron a quedar viejos")).collect();
        assert_eq!(stale.iter().map(|letter| letter.reader()).collect::<Vec<_>>(), ["lia"]);
        assert_eq!(tell_of_datasets(&app).await, 0);
        app.at("2027-01-06T12:00:00Z");
        take(&app, vec![renewed("2027-01-05T12:00:00Z")]).await;
        assert_eq!(tell_of_datasets(&app).await, 1);
        let letters = crate::post::deliver(&app).await;
        assert!(letters.iter().any(|letter| letter.reader() == "ana" && letter.text.contains("5 de enero de 2027")));
        let found: Vec<_> = looks(&app, &it).await.into_iter().map(|(found, _)| found).collect();
        assert_eq!(found, ["updated", "updated", "stale", "updated"]);
    }

    async fn nobody_hears_of_a_dataset_that_is_theirs_no_more(db: TestDatabase) {
        let (mut app, it) = asked(&db, json!({"kind": "frequency", "dataset": NAME})).await;
        app.act("caro", &it, json!({"action": "edit", "kind": "new_dataset", "message": "Es otro pedido."})).await;
        app.at("2026-11-23T12:00:00Z");
        let mut renewed = dataset(NAME, "Compras de hospitales");
        renewed.signals = domain::freshness::Signals::only(domain::freshness::Signal::Modified, "2026-11-22T12:00:00Z".parse().unwrap());
        take(&app, vec![renewed]).await;
        assert_eq!(tell_of_datasets(&app).await, 0);
        app.act("caro", &it, json!({"action": "edit", "kind": "update", "message": "No, era este."})).await;
        app.act("ana", &it, json!({"action": "withdraw"})).await;
        assert_eq!(tell_of_datasets(&app).await, 0, "it is over");
    }
}
