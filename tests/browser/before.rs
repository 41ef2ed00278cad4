//! What there is before a story begins: requests, and what has become of them. Whatever it gives is the story's `given`.

use serde_json::{Value, json};
use tests::app::{CULTURE, HEALTH, TestApp};

/// Nothing but people.
pub async fn nothing(_: &mut TestApp) -> Value {
    Value::Null
}

/// Nothing but people; staff signs in without a second factor, so that stories are about what they do inside.
pub async fn one_step_to_sign_in(app: &mut TestApp) -> Value {
    app.state.second_factor = false;
    app.renew();
    Value::Null
}

/// Four requests: answered, promised, waiting for a word, and just filed.
pub async fn requests(app: &mut TestApp) -> Value {
    let filed = async |title: &str, area: &str, theme: &str| {
        let fields = json!({"title": title, "area": area, "theme": theme, "body": format!("Necesito esto, por mes: {title}.")});
        app.file_with("ana", fields).await
    };
    let answered = filed("Compras de medicamentos por hospital", HEALTH, "health").await;
    let planned = filed("Turnos otorgados por hospital", HEALTH, "health").await;
    let asked = filed("Bibliotecas y sus horarios", CULTURE, "culture").await;
    let received = filed("Subsidios culturales otorgados", CULTURE, "culture").await;
    for (reference, area) in [(&answered, HEALTH), (&planned, HEALTH), (&asked, CULTURE)] {
        app.act("caro", reference, json!({"action": "assign", "area": area}))
            .await;
    }
    let plan = json!({"action": "plan", "promised_on": "2026-12-10", "message": "Lo preparamos."});
    app.act("lia", &planned, plan).await;
    let ask = json!({"action": "ask", "message": "¿De qué años?"});
    app.act("mar", &asked, ask).await;
    let answer = json!({"action": "answer", "outcome": "published", "message": "Están publicadas desde 2020.",
        "evidence": {"dataset": "compras-de-medicamentos", "url": "https://data.example.org/compras"}});
    app.act("lia", &answered, answer).await;
    json!({"answered": answered, "planned": planned, "asked": asked, "received": received})
}

/// Three requests with data for an answer, and one that was told where to look.
pub async fn answers(app: &mut TestApp) -> Value {
    let answered = async |title: &str, kind: &str, outcome: &str, evidence: Value| {
        let fields = json!({"title": title, "kind": kind, "area": HEALTH, "theme": "health"});
        let it = app.file_with("ana", fields).await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
            .await;
        let answer =
            json!({"action": "answer", "outcome": outcome, "evidence": evidence, "message": "Acá está."});
        app.act("lia", &it, answer).await;
        it
    };
    let data = || json!({"dataset": "salud", "url": "https://data.example.org/salud"});
    let solved = answered(
        "Compras de medicamentos por hospital",
        "new_dataset",
        "published",
        data(),
    )
    .await;
    for title in ["Ambulancias por día", "Vacunas aplicadas por barrio"] {
        answered(title, "new_dataset", "published", data()).await;
    }
    let there = json!({"url": "https://example.org/camas", "how": "En el tablero de hospitales."});
    answered("Camas por hospital", "locate", "available_elsewhere", there).await;
    json!({"solved": solved})
}

/// Ten requests on the desk of one area, the first four of which are alike; staff signs in without a second factor.
pub async fn ten_requests(app: &mut TestApp) -> Value {
    one_step_to_sign_in(app).await;
    let promised = [
        "Camas por hospital",
        "Camas por barrio",
        "Camas por comuna",
        "Camas de terapia",
    ];
    let absent = ["Turnos perdidos", "Turnos por teléfono", "Turnos por sala"];
    let (asked, started, answered) = ("Vacunas aplicadas", "Guardias por turno", "Ambulancias por día");
    let titles = promised
        .iter()
        .chain(&absent)
        .chain([&asked, &started, &answered]);
    for title in titles {
        let it = app
            .file_with("ana", json!({"title": title, "area": HEALTH, "theme": "health"}))
            .await;
        app.act("caro", &it, json!({"action": "assign", "area": HEALTH}))
            .await;
    }
    json!({"promised": promised, "absent": absent, "asked": asked, "started": started, "answered": answered})
}
