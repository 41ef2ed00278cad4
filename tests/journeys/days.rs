//! Days that do not count: what a change would move is shown before it is made, and what moves keeps its history.

use domain::{
    ops::{self, Caller},
    policy::{Actor, Job},
    store::Tx,
};
use testkit::{TestDatabase, on_both};

use crate::{app::TestApp, counter::signed_in};

/// Moves the due dates, as the worker does every minute.
async fn move_all(app: &TestApp) {
    loop {
        let caller = Caller {
            actor: Actor::System(Job::Calendar),
            ..app.caller()
        };
        let moved = app
            .state
            .db
            .write(async move |tx: &Tx| ops::move_due_dates(tx, &caller, 1).await);
        if !moved.await.unwrap().more {
            return;
        }
    }
}

on_both! {
    async fn a_day_off_moves_the_due_dates_and_says_so_before(db: TestDatabase) {
        let mut app = TestApp::with_people(&db).await;
        app.state.second_factor = false;
        app.at("2026-11-20T12:00:00Z");
        let it = app.file("ana").await;
        assert_eq!(app.show("ana", &it).await["clock"]["due_on"], "2026-12-16");
        let mut ada = signed_in(&app, "ada").await;
        ada.visit(&app, "/admin/days").await;
        ada.sees("Año 2026");
        ada.press(&app, "Ver qué cambia", &[("date", "mañana")]).await;
        assert_eq!(ada.status(), 422);
        ada.press(&app, "Ver qué cambia", &[("date", "2026-12-09"), ("name", "Asueto")]).await;
        ada.sees("El 9 de diciembre de 2026 no va a contar");
        ada.sees("Se mueve el plazo de un pedido.");
        ada.sees("del 16 de diciembre de 2026 al 17 de diciembre de 2026");
        move_all(&app).await;
        assert_eq!(app.show("ana", &it).await["clock"]["due_on"], "2026-12-16", "nothing is done yet");
        ada.press(&app, "Sumar el día", &[]).await;
        ada.sees("el día no cuenta");
        move_all(&app).await;
        assert_eq!(app.show("ana", &it).await["clock"]["due_on"], "2026-12-17");

        // The day that is there already moves nothing, and the one that goes gives its day back.
        ada.press(&app, "Ver qué cambia", &[("date", "2026-12-09"), ("name", "Asueto")]).await;
        ada.sees("No se mueve el plazo de ningún pedido");
        ada.press(&app, "Sumar el día", &[]).await;
        ada.sees("Ya estaba así");
        ada.press(&app, "Que vuelva a contar : 9 de diciembre de 2026", &[]).await;
        ada.sees("va a volver a contar");
        ada.press(&app, "Sacar el día", &[]).await;
        move_all(&app).await;
        assert_eq!(app.show("ana", &it).await["clock"]["due_on"], "2026-12-16");
        let moves = app.events(&it).await.iter().filter(|event| event["action"] == "due_moved").count();
        assert_eq!(moves, 2);
        ada.visit(&app, "/admin/audit").await;
        ada.sees("Cambió los días no laborables");

        let mut caro = signed_in(&app, "caro").await;
        caro.visit(&app, "/admin/days").await;
        assert_eq!(caro.status(), 403);
    }
}
