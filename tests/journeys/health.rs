//! How the installation and the areas are doing, as those who look after them see it.

use domain::{
    store::{Tx, WriteError, health, jobs},
    timed_job::TimedJob,
};
use jiff::ToSpan as _;
use testkit::{TestDatabase, on_both};

use serde_json::json;

use crate::{
    app::{CULTURE, HEALTH, TestApp},
    counter::signed_in,
};

on_both! {
    async fn work_that_is_not_done_is_seen(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/health").await;
        caro.sees("Todavía no se hizo nunca");
        caro.sees("El trabajo programado no se hace desde hace más de diez minutos");
        caro.sees("No hay correo esperando");

        // The worker has come by.
        let now = app.state.clock.now();
        let done = async move |tx: &Tx| Ok::<_, WriteError>(health::timed_work_done(tx, now).await?);
        app.state.db.write(done).await.unwrap();
        app.at("2026-11-20T12:09:00Z");
        app.file("ana").await;
        caro.visit(&app, "/admin/health").await;
        caro.sees("Se hizo por última vez");
        caro.misses("no se hace desde hace");
        caro.misses("No hay correo esperando");

        // And has not come again.
        app.at("2026-11-20T12:11:00Z");
        caro.visit(&app, "/admin/health").await;
        caro.sees("no se hace desde hace");
    }

    async fn each_kind_of_work_says_how_it_ended(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let now = app.state.clock.now();
        let an_hour_ago = now - 1.hour();
        let ended = async move |tx: &Tx| {
            jobs::note(tx, TimedJob::Requests, Some(12), now).await?;
            jobs::note(tx, TimedJob::Files, Some(0), an_hour_ago).await?;
            jobs::note(tx, TimedJob::Files, None, now).await?;
            jobs::note(tx, TimedJob::Log, None, now).await?;
            Ok::<_, WriteError>(())
        };
        app.state.db.write(ended).await.unwrap();
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/health").await;
        let text = caro.text();
        for row in [
            ["Recordatorios y vencimientos", "cada minuto", "Bien. Hizo 12."],
            ["Borrar los archivos", "cada 60 minutos", "Falló. Terminó bien por última vez hace 1 hora."],
            ["Vaciar el registro", "cada 60 minutos", "Falló. Nunca terminó bien."],
        ] {
            let mut rest = text.as_str();
            for words in row {
                let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not in its place: {text}"));
                rest = &rest[at..];
            }
        }
    }

    async fn the_area_that_is_late_stands_first(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        for (area, count) in [(HEALTH, 2), (CULTURE, 1)] {
            for _ in 0..count {
                let it = app.file("ana").await;
                app.act("caro", &it, json!({"action": "assign", "area": area})).await;
            }
        }
        app.file("ana").await;
        app.at("2026-12-17T12:00:00Z");
        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/desk/overview").await;
        caro.sees("Un pedido espera que se le asigne un área");
        let text = caro.text();
        let (health, culture) = (text.find("Ministerio de Salud"), text.find("Ministerio de Cultura"));
        assert!(health < culture, "{text}");
        caro.sees("nadie responde por ella");
        let late = caro.link("Atrasados: 2").unwrap();
        caro.visit(&app, &late).await;
        caro.sees("PD-2026-000001");
        caro.sees("PD-2026-000002");
        caro.misses("PD-2026-000003");
    }
}
