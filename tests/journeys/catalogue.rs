//! The catalogue of the portal, as it was read: an admin says which area or theme is which, and an answer names only what is there.

use domain::{
    clock::Moment,
    dataset::{Dataset, Named, State},
    freshness::Signals,
    ops::{self, CatalogueEnd, CataloguePage, Told},
    store::{Tx, WriteError},
};
use serde_json::json;
use testkit::{TestDatabase, on_both};

use crate::{
    app::{HEALTH, TestApp},
    counter::signed_in,
    datasets,
};

const PORTAL: &str = "https://data.example.org/";

async fn office(db: &TestDatabase) -> TestApp {
    let mut app = TestApp::with_people(db).await;
    app.state.second_factor = false;
    app.at("2026-11-20T12:00:00Z");
    app
}

fn named(name: &str, title: &str) -> Named {
    Named {
        name: name.to_owned(),
        title: title.to_owned(),
    }
}

fn dataset(name: &str, organisation: Named, group: Named, state: State) -> Dataset {
    Dataset {
        name: name.to_owned(),
        identifier: name.to_owned(),
        title: name.to_owned(),
        notes: String::new(),
        url: None,
        organisation: Some(organisation),
        groups: vec![group],
        tags: Vec::new(),
        themes: Vec::new(),
        license: None,
        frequency: None,
        issued: None,
        state,
        signals: Signals::default(),
        temporal: None,
        source: None,
        publisher: None,
        contact: None,
        resources: Vec::new(),
        resource_count: 0,
    }
}

/// A portal with an organisation and a group that are called as ours are, and others that are not.
async fn read(app: &TestApp) {
    let health = named("msal", "Ministerio de Salud");
    let other = named("agencia/x", "Agencia del Agua");
    let page = CataloguePage {
        datasets: vec![
            dataset("camas", health.clone(), named("salud", "Salud"), State::Active),
            dataset("vacunas", health.clone(), named("salud", "Salud"), State::Active),
            dataset("turnos", health, named("salud", "Salud"), State::Private),
            dataset("reservas", other, named("agua", "Agua"), State::Active),
        ],
        broken: vec![
            ("pauta".to_owned(), "title is of the wrong type".to_owned()),
            (String::new(), "it has no name".to_owned()),
        ],
        cursor: String::new(),
    };
    let (moment, zone) = (
        Moment::new(app.state.clock.now(), &app.state.zone),
        app.state.zone.clone(),
    );
    let take = async move |tx: &Tx| {
        ops::take_datasets(tx, (moment, &zone), PORTAL, &page).await?;
        let end = CatalogueEnd {
            source: PORTAL.into(),
            ..datasets::end(Told::Nothing)
        };
        ops::end_of_catalogue(tx, moment.at, &end).await?;
        Ok::<_, WriteError>(())
    };
    app.state.db.write(take).await.unwrap();
}

on_both! {
    async fn an_admin_says_which_area_and_theme_is_which(db: TestDatabase) {
        let app = office(&db).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/health").await;
        ada.follow(&app, "Catálogo").await;
        ada.sees("Todavía no se leyó ningún catálogo");
        ada.sees("ventanilla catalogue sync");
        ada.misses("Organizaciones del portal");

        read(&app).await;
        ada.visit(&app, "/admin/catalogue").await;
        ada.sees("Se lee en https://data.example.org/");
        ada.sees("Última lectura completa");
        ada.sees("3 conjuntos de datos que cualquiera puede ver");
        ada.sees("1 conjunto de datos privado");
        ada.sees("No se pudieron entender 2 conjuntos de datos");
        ada.sees("pauta : title is of the wrong type");
        ada.sees("sin nombre: it has no name");
        ada.sees("Falta revisar 2; van primero");

        // What is called as ours is a guess, until somebody says so; then it comes last.
        ada.sees("Suposición, por el nombre Ministerio de Salud Sí, confirmalo");
        ada.press(&app, "Sí, confirmalo : Ministerio de Salud", &[]).await;
        ada.sees("Listo: la organización quedó revisada");
        ada.sees("Falta revisar 1; va primero");
        assert!(!ada.has_button("Sí, confirmalo : Ministerio de Salud"));
        assert_eq!(ada.filled("Guardar : Ministerio de Salud", &[]).1.last().unwrap().1, HEALTH);
        let text = ada.text();
        assert!(text.find("Guardar : Agencia del Agua").unwrap() < text.find("Guardar : Ministerio de Salud").unwrap());

        // One whose name has a slash in it is another one of ours, and then none.
        ada.press(&app, "Guardar : Agencia del Agua", &[("area", "ministerio-de-cultura")]).await;
        ada.sees("Están todos revisados");
        assert_eq!(ada.filled("Guardar : Agencia del Agua", &[]).1.last().unwrap().1, "ministerio-de-cultura");
        ada.press(&app, "Guardar : Agencia del Agua", &[("area", "")]).await;
        ada.sees("Listo: la organización quedó revisada");
        assert_eq!(ada.filled("Guardar : Agencia del Agua", &[]).1.last().unwrap().1, "");

        ada.press(&app, "Guardar : Agua", &[("theme", "health")]).await;
        ada.sees("Listo: el grupo quedó revisado");
        assert_eq!(ada.filled("Guardar : Agua", &[]).1.last().unwrap().1, "health");

        // What somebody said stays, however often the portal is read.
        read(&app).await;
        ada.visit(&app, "/admin/catalogue").await;
        assert_eq!(ada.filled("Guardar : Agencia del Agua", &[]).1.last().unwrap().1, "");
        ada.visit(&app, "/admin/audit").await;
        ada.sees("organisation msal: ministerio-de-salud");
        ada.sees("organisation agencia/x: none");
        ada.sees("group agua: health");
    }

    async fn what_is_no_area_is_refused_at_its_row(db: TestDatabase) {
        let app = office(&db).await;
        read(&app).await;
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/catalogue").await;
        ada.press(&app, "Guardar : Ministerio de Salud", &[("area", "no-hay")]).await;
        assert_eq!(ada.status(), 422);
        ada.sees("No hay un área con ese nombre");
        assert_eq!(ada.filled("Guardar : Ministerio de Salud", &[]).1.last().unwrap().1, HEALTH, "as it was");
        ada.press(&app, "Guardar : Agua", &[("theme", "no-hay")]).await;
        assert_eq!(ada.status(), 422);
        // A form without the field says nothing, not "none of ours".
        let (path, pairs) = ada.filled("Guardar : Ministerio de Salud", &[]);
        let without: Vec<_> = pairs.iter().filter(|(name, _)| name != "area").cloned().collect();
        ada.post(&app, &path, &without).await;
        assert_eq!(ada.status(), 422);
        ada.sees("Falta completar este dato");
        ada.sees("Falta revisar 2; van primero");
        ada.post(&app, "/admin/catalogue/organisations/no-hay", &pairs).await;
        assert_eq!(ada.status(), 404);

        // Whoever coordinates looks, and changes nothing.
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/catalogue").await;
        caro.sees("Suposición, por el nombre Ministerio de Salud");
        caro.sees("Solo quien administra dice cuál es cuál");
        assert!(!caro.has_button("Guardar : Ministerio de Salud"));
        caro.visit(&app, "/requests/new").await;
        let proof = ("_csrf".to_owned(), caro.value("_csrf").unwrap());
        caro.post(&app, "/admin/catalogue/organisations/msal", &[proof, ("area".to_owned(), String::new())]).await;
        assert_eq!(caro.status(), 403);
        let mut lia = signed_in(&app, "lia").await;
        lia.visit(&app, "/admin/catalogue").await;
        assert_eq!(lia.status(), 403);
    }

    async fn an_answer_names_a_dataset_that_anybody_can_see(db: TestDatabase) {
        let app = office(&db).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        let answer = |dataset: &str| json!({"action": "answer", "outcome": "published", "message": "Está.", "evidence": {"dataset": dataset}});
        // Where no catalogue was read, nobody can tell.
        app.act("lia", &it, answer("lo-que-sea")).await;
        let it = app.file("ana").await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH})).await;
        read(&app).await;
        for (name, code) in [("lo-que-sea", "not_a_dataset"), ("turnos", "private_dataset")] {
            let refused = app.try_act("lia", &it, answer(name)).await;
            assert_eq!(refused.status, 422, "{}", refused.text);
            let error = &refused.json()["errors"][0];
            assert_eq!((&error["pointer"], &error["code"]), (&json!("#/evidence/dataset"), &json!(code)));
        }
        let mut lia = signed_in(&app, "lia").await;
        for (name, why) in [
            ("lo-que-sea", "El catálogo no conoce ningún conjunto de datos con ese nombre"),
            ("turnos", "Ese conjunto de datos no es público en el portal"),
        ] {
            lia.visit(&app, &format!("/desk/{it}?action=answer")).await;
            let typed = [("outcome", "published"), ("message", "Está en el portal."), ("dataset", name)];
            lia.press(&app, "Responder sin ver el correo", &typed).await;
            assert_eq!(lia.status(), 422);
            lia.sees(why);
            for (field, value) in typed {
                assert_eq!(lia.value(field).unwrap(), value, "{field}");
            }
        }
        lia.press(&app, "Responder sin ver el correo", &[("dataset", "https://data.example.org/dataset/camas")]).await;
        lia.sees("No tiene ningún archivo");
        lia.press(&app, "Responder sin ver el correo", &[]).await;
        lia.sees("Listo: el pedido está respondido");
    }
}
