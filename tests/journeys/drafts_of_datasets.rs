//! From the request to the dataset: an area takes the description of what it will publish away, or leaves it at the portal as a
//! private draft; once, and with nothing lost whatever the portal does.

use std::sync::Arc;

use catalog::{Drafts, WriteToken};
use domain::dataset_draft::{self, Draft, Form, NotPushed, Pushed, Refusal};
use futures::future::BoxFuture;
use serde_json::{Value, json};
use testkit::{
    TestDatabase, on_both,
    portal::{Misbehaviour, Portal},
};
use tokio::sync::Notify;

use crate::{
    app::{BASE, HEALTH, TestApp},
    browser::Browser,
    counter::signed_in,
    datasets,
};

const TOKEN: &str = "clave-de-escritura";
const PUSH: &str = "Crear como borrador privado en el portal";
const AGAIN: &str = "Actualizar el borrador en el portal";

/// With a catalogue that knows which organisation the area of `lia` is.
async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    let named = vec![datasets::dataset("camas", "Camas por hospital")];
    datasets::take(&app, named).await;
    app
}

/// A portal that lets us write for that organisation.
async fn portal(app: &mut TestApp) -> Portal {
    let portal = Portal::open(Vec::new()).await;
    portal.let_write(TOKEN, &["salud"]);
    portal.let_file_under(&["salud"]);
    asks(app, &portal, TOKEN);
    portal
}

fn asks(app: &mut TestApp, portal: &Portal, token: &str) {
    let base = format!("{}/", portal.base()).parse().unwrap();
    let token = WriteToken::parse(token).unwrap();
    app.state.portal = Some(Arc::new(Drafts::at(base, token, "Ventanilla".parse().unwrap())));
    app.renew();
}

/// A request that the area of health has promised.
async fn promised(app: &TestApp, fields: Value) -> String {
    let mut all = json!({"title": "Compras de medicamentos", "theme": "health", "format": "CSV", "wanted_frequency": "R/P1M"});
    all.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    let reference = app.file_with("ana", all).await;
    app.act("caro", &reference, json!({"action": "assign", "area": HEALTH}))
        .await;
    let plan = json!({"action": "plan", "promised_on": "2026-12-16", "message": "Las publicamos."});
    app.act("lia", &reference, plan).await;
    reference
}

async fn at(app: &TestApp, who: &str, reference: &str) -> Browser {
    let mut browser = signed_in(app, who).await;
    browser.visit(app, &format!("/desk/{reference}")).await;
    assert_eq!(browser.status(), 200);
    browser
}

async fn taken(browser: &mut Browser, app: &TestApp, link: &str) -> (Value, String) {
    let link = browser.link(link).unwrap();
    let answer = browser.take(app, &link).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("cache-control")),
        (200, "private, no-store")
    );
    assert_eq!(answer.header("content-type"), "application/json");
    (answer.json(), answer.header("content-disposition").to_owned())
}

/// A portal that answers nothing until somebody gives up.
#[derive(Default)]
struct Slow {
    asked: Notify,
    gives_up: Notify,
}

impl dataset_draft::Portal for Slow {
    fn written(&self, _: &Draft, _: Form) -> Value {
        Value::Null
    }

    fn takes(&self) -> bool {
        true
    }

    fn push(&self, _: Draft, _: Option<String>) -> BoxFuture<'_, Result<Pushed, NotPushed>> {
        Box::pin(async {
            self.asked.notify_one();
            self.gives_up.notified().await;
            Err(Refusal::Late.into())
        })
    }
}

/// An extra of a package.
fn extra<'a>(package: &'a Value, key: &str) -> &'a str {
    let extras = package["extras"].as_array().unwrap();
    let found = extras.iter().find(|extra| extra["key"] == key);
    found
        .and_then(|extra| extra["value"].as_str())
        .unwrap_or_default()
}

on_both! {
    async fn an_area_takes_the_description_of_what_it_promised_away(db: TestDatabase) {
        let app = office(&db).await;
        let reference = promised(&app, json!({"period": "2020-2024", "coverage": "CABA"})).await;
        let mut lia = at(&app, "lia", &reference).await;
        lia.sees("Ficha para el portal");
        lia.sees("faltan 3 datos");
        lia.sees("la fecha de publicación, los archivos, a quién preguntarle");
        lia.sees("la frecuencia: es la que se pidió");
        // No portal lets us leave it there.
        assert!(!lia.has_button(PUSH));

        let (entry, file) = taken(&mut lia, &app, "Descargar para data.json").await;
        assert_eq!(file, format!("attachment; filename=\"{}-profile.json\"", reference.to_lowercase()));
        let expected = json!({
            "identifier": reference,
            "title": "Compras de medicamentos",
            "description": "Necesito las compras de medicamentos de cada hospital, por mes.",
            "publisher": {"name": "Ministerio de Salud"},
            "superTheme": ["HEAL"],
            "theme": ["Salud"],
            "keyword": ["salud"],
            "accrualPeriodicity": "R/P1M",
            "temporal": "2020-01-01/2024-12-31",
            "spatial": "CABA",
            "license": "CC-BY-4.0",
            "distribution": [],
            "ventanilla": {
                "request": format!("{BASE}/requests/{reference}"),
                "missing": ["issued", "distribution", "contactPoint"],
                "to_review": ["description", "superTheme", "accrualPeriodicity", "license"],
                "format": "CSV",
                "period": "2020-2024",
                "coverage": "CABA",
                "promised_on": "2026-12-16",
            },
        });
        assert_eq!(entry, expected);

        let (package, file) = taken(&mut lia, &app, "Descargar para CKAN").await;
        assert_eq!(file, format!("attachment; filename=\"{}-ckan.json\"", reference.to_lowercase()));
        assert_eq!((&package["name"], &package["owner_org"]), (&json!("compras-de-medicamentos"), &json!("salud")));
        assert_eq!((&package["private"], &package["state"]), (&json!(true), &json!("draft")));
        assert_eq!(package["groups"], json!([{"name": "salud"}]));
        assert_eq!(extra(&package, "superTheme"), "[\"HEAL\"]");
        assert!(!package.to_string().contains("ana"), "{package}");
        assert_eq!(lia.take(&app, &format!("/desk/{reference}/draft.json?as=pdf")).await.status, 404);
    }

    async fn of_a_dataset_that_is_there_the_entry_is_the_better_one(db: TestDatabase) {
        let mut app = office(&db).await;
        let portal = portal(&mut app).await;
        let reference = promised(&app, json!({"kind": "frequency", "dataset": "camas", "wanted_frequency": "R/P1D"})).await;
        let mut lia = at(&app, "lia", &reference).await;
        lia.sees("La ficha mejorada de un conjunto de datos que ya está en el portal");
        let (entry, _) = taken(&mut lia, &app, "Descargar para data.json").await;
        assert_eq!((&entry["identifier"], &entry["title"]), (&json!("id-camas"), &json!("Camas por hospital")));
        assert_eq!((&entry["accrualPeriodicity"], &entry["keyword"]), (&json!("R/P1D"), &json!(["gasto"])));
        assert_eq!(entry["distribution"][0]["downloadURL"], "https://example.org/camas.csv");
        assert_eq!(entry["ventanilla"]["improves"], "camas");

        // The one that is public stays as it is.
        lia.press(&app, PUSH, &[]).await;
        lia.sees("Listo: el borrador está en el portal");
        let name = format!("camas-{}", reference.to_lowercase());
        let package = portal.package(&name).unwrap();
        assert_eq!((extra(&package, "ventanilla_improves"), extra(&package, "accrualPeriodicity")), ("camas", "R/P1D"));
    }

    async fn it_is_left_at_the_portal_for_its_staff_alone_and_never_twice(db: TestDatabase) {
        let mut app = office(&db).await;
        let portal = portal(&mut app).await;
        let reference = promised(&app, json!({})).await;
        let mut lia = at(&app, "lia", &reference).await;
        assert_eq!(lia.value("draft_name").unwrap(), "compras-de-medicamentos");
        lia.press(&app, PUSH, &[("draft_name", "Compras 2026")]).await;
        assert_eq!(lia.status(), 422);
        lia.sees("Usá de 2 a 100 letras minúsculas sin tilde");
        assert_eq!(lia.value("draft_name").unwrap(), "Compras 2026");
        assert_eq!(portal.written(), []);

        lia.press(&app, PUSH, &[("draft_name", "compras-2026")]).await;
        assert_eq!(lia.status(), 200, "{}", lia.text());
        lia.sees("Listo: el borrador está en el portal, y nadie de afuera lo ve");
        lia.sees("lia lo dejó en el portal como borrador privado");
        let address = format!("{}/dataset/compras-2026", portal.base());
        assert_eq!(lia.link("/dataset/compras-2026").unwrap(), address);
        let [(action, package)] = &portal.written()[..] else { panic!() };
        assert_eq!(action, "package_create");
        assert_eq!((&package["private"], &package["owner_org"]), (&json!(true), &json!("salud")));
        assert_eq!(extra(package, "ventanilla_request"), format!("{BASE}/requests/{reference}"));
        assert_eq!((extra(package, "accrualPeriodicity"), extra(package, "ventanilla_promised_on")), ("R/P1M", "2026-12-16"));

        // A coordinator sends it again, after the title was made a better one.
        app.act("caro", &reference, json!({"action": "edit", "title": "Compras de medicamentos por hospital", "message": "Más claro."})).await;
        let mut caro = at(&app, "caro", &reference).await;
        assert!(!caro.has_button(PUSH));
        caro.press(&app, AGAIN, &[]).await;
        caro.sees("caro lo dejó en el portal");
        let [(action, _)] = &portal.written()[..] else { panic!() };
        assert_eq!(action, "package_patch");
        assert_eq!(portal.package("compras-2026").unwrap()["title"], "Compras de medicamentos por hospital");

        // The public hears nothing of it; the audit log does.
        for address in [format!("/requests/{reference}"), format!("/api/v1/requests/{reference}")] {
            let page = app.anonymous().get(&address).await.text;
            assert!(!page.contains("compras-2026") && !page.contains("borrador"), "{address}");
        }
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Dejó en el portal la ficha de lo que se va a publicar");
        ada.sees("compras-2026");

        // Once it is answered, there is nothing to send, and where it is is still known.
        app.act("lia", &reference, json!({"action": "answer", "outcome": "published", "message": "Ya está.", "evidence": {"dataset": "camas"}})).await;
        let (path, pairs) = caro.filled(AGAIN, &[]);
        caro.post(&app, &path, &pairs).await;
        assert_eq!(caro.status(), 409);
        caro.sees("El pedido ya no está en preparación");
        caro.sees("lo dejó en el portal como borrador privado");
        assert!(!caro.has_button(AGAIN));
        assert_eq!(portal.written(), []);
    }

    async fn whatever_the_portal_does_is_said_and_can_be_tried_again(db: TestDatabase) {
        let mut app = office(&db).await;
        let portal = portal(&mut app).await;
        let reference = promised(&app, json!({})).await;
        let mut lia = at(&app, "lia", &reference).await;
        let wrong = json!({"success": false, "error": {"__type": "Validation Error", "tags": ["Tag <b>mal</b>"]}}).to_string();
        for (how, said) in [
            (Misbehaviour::Html(403), "En lugar del portal contestó otra página"),
            (Misbehaviour::Busy("60".into()), "No se pudo hablar con el portal"),
            (Misbehaviour::Says(500, "application/json", "{}".into()), "El portal falló"),
            (Misbehaviour::Says(409, "application/json", wrong), "tags : Tag <b>mal</b>"),
        ] {
            portal.misbehave(how);
            lia.press(&app, PUSH, &[("draft_name", "mis-compras")]).await;
            assert_eq!(lia.status(), 409, "{said}");
            lia.sees(said);
            assert_eq!(lia.value("draft_name").unwrap(), "mis-compras");
        }
        // The name is somebody else's.
        portal.put(json!({"id": "otro", "name": "mis-compras", "private": false, "state": "active"}));
        lia.press(&app, PUSH, &[]).await;
        lia.sees("En el portal ya hay otro conjunto de datos con ese nombre");
        assert_eq!(lia.link("/dataset/mis-compras").unwrap(), format!("{}/dataset/mis-compras", portal.base()));

        // It is made, and the answer is lost: the next try finds it.
        lia.press(&app, PUSH, &[("draft_name", "compras-a")]).await;
        lia.sees("Listo");
        let mut other = app.file_with("ana", json!({"theme": "health"})).await;
        app.act("caro", &other, json!({"action": "assign", "area": HEALTH})).await;
        lia.visit(&app, &format!("/desk/{other}")).await;
        portal.misbehave(Misbehaviour::BreaksOff);
        lia.press(&app, PUSH, &[("draft_name", "compras-b")]).await;
        lia.sees("No se pudo hablar con el portal");
        assert!(portal.package("compras-b").is_some());
        lia.press(&app, PUSH, &[]).await;
        lia.sees("Listo");

        // Public by now, or gone.
        let mut there = portal.package("compras-b").unwrap();
        there["private"] = json!(false);
        there["state"] = json!("active");
        portal.put(there);
        lia.press(&app, AGAIN, &[]).await;
        lia.sees("Lo que se creó para este pedido ya es público");

        // The key is no longer taken, and nobody is told it.
        asks(&mut app, &portal, "otra-clave");
        other = promised(&app, json!({})).await;
        lia.visit(&app, &format!("/desk/{other}")).await;
        lia.press(&app, PUSH, &[]).await;
        lia.sees("El portal no acepta nuestra clave");
        assert!(!lia.html().contains("otra-clave"));

        // Nobody is there.
        drop(portal);
        lia.press(&app, PUSH, &[]).await;
        lia.sees("No se pudo hablar con el portal");
        lia.sees("Compras de medicamentos");
    }

    async fn a_slow_portal_holds_up_nobody(db: TestDatabase) {
        let mut app = office(&db).await;
        let slow = Arc::new(Slow::default());
        app.state.portal = Some(Arc::<Slow>::clone(&slow));
        app.renew();
        let reference = promised(&app, json!({})).await;
        let mut lia = at(&app, "lia", &reference).await;
        let mut caro = at(&app, "caro", &reference).await;
        let meanwhile = async {
            slow.asked.notified().await;
            // Others write, and one of them wants to send it too.
            app.file("sol").await;
            caro.press(&app, PUSH, &[]).await;
            caro.sees("Alguien lo está enviando al portal en este momento");
            slow.gives_up.notify_one();
        };
        tokio::join!(lia.press(&app, PUSH, &[]), meanwhile);
        lia.sees("El portal no contestó a tiempo");
        // Whoever is next is not kept waiting by that.
        let _portal = portal(&mut app).await;
        caro.press(&app, PUSH, &[]).await;
        caro.sees("Listo");
    }

    async fn only_whoever_answers_may(db: TestDatabase) {
        let mut app = office(&db).await;
        let portal = portal(&mut app).await;
        let reference = promised(&app, json!({})).await;
        let mut lia = at(&app, "lia", &reference).await;
        let (path, _) = lia.filled(PUSH, &[]);
        for who in ["mar", "ana", "leo"] {
            let mut browser = signed_in(&app, who).await;
            browser.visit(&app, "/requests/new").await;
            let own = browser.filled("Enviar pedido", &[]).1;
            let proof: Vec<_> = own.into_iter().filter(|(name, _)| name == "_csrf").collect();
            browser.post(&app, &path, &proof).await;
            assert_eq!(browser.status(), 403, "{who}");
            let taken = browser.take(&app, &format!("{path}.json")).await;
            assert_eq!(taken.status, 403, "{who}");
        }
        assert_eq!(portal.written(), []);

        // An area that is nothing at the portal.
        let culture = app.file_with("ana", json!({})).await;
        app.act("caro", &culture, json!({"action": "assign", "area": "ministerio-de-cultura"})).await;
        let mut mar = at(&app, "mar", &culture).await;
        mar.sees("la organización del área en el portal");
        mar.press(&app, PUSH, &[]).await;
        assert_eq!(mar.status(), 422);
        mar.sees("nadie dijo cuál es la de esta área");
        assert_eq!(portal.written(), []);
        // What nobody is at work on becomes nothing yet.
        let new = app.file("ana").await;
        let caro = at(&app, "caro", &new).await;
        caro.misses("Ficha para el portal");
        lia.visit(&app, &format!("/desk/{reference}")).await;
        lia.sees("Ficha para el portal");
    }
}
