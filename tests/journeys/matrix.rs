//! Every action, from every status, by everybody: the status that PRODUCT §2.2 and §6 name, over HTTP. The table is written
//! here, not taken from the code.

use serde_json::{Value, json};
use testkit::{TestDatabase, on_both};

use crate::app::{HEALTH, TestApp};

/// Who may (L own-area liaison, C coordinator, A admin, Q requester, S supporter), and from which statuses.
const TABLE: [(&str, &str, &str); 22] = [
    ("assign", "LCA", "RUNPI"),
    ("ask", "LCA", "RUPI"),
    ("reply", "QSLCA", "N"),
    ("lapse", "", ""),
    ("plan", "LCA", "UNPI"),
    ("start", "LCA", "UNP"),
    ("inform", "LCA", "RUNPIA"),
    ("answer", "LCA", "RUNPIA"),
    ("confirm", "Q", "A"),
    ("dispute", "Q", "A"),
    ("expire", "", ""),
    ("reopen", "QCA", "C"),
    ("extend", "LCA", "RUN"),
    ("merge", "CA", "RUNPI"),
    ("unmerge", "CA", ""),
    ("split", "CA", "RU"),
    ("withdraw", "Q", "RUNPIA"),
    // The title: a liaison has no right to it, the requester only while it is received (below).
    ("edit", "QCA", "RUNPIAC"),
    ("hide", "CA", "RUNPIAC"),
    ("unhide", "CA", ""),
    ("redact", "CA", "RUNPIAC"),
    ("file", "-", "-"),
];

const STATUSES: [(char, &str); 7] = [
    ('R', "received"),
    ('U', "under_review"),
    ('N', "needs_info"),
    ('P', "planned"),
    ('I', "in_preparation"),
    ('A', "answered"),
    ('C', "closed"),
];

const PEOPLE: [(char, &str); 9] = [
    ('Q', "ana"),
    ('S', "sol"),
    ('X', "leo"),
    ('L', "lia"),
    ('O', "mar"),
    ('C', "caro"),
    ('A', "ada"),
    ('0', "anonymous"),
    ('r', "caro-read"),
];

fn expected((action, may, from): (&str, &str, &str), status: char, who: char) -> u16 {
    match who {
        '0' => 401,
        'r' => 403,
        // Filing is no action on a request.
        _ if action == "file" => 422,
        _ if !may.contains(who) => 403,
        'Q' if action == "edit" && status != 'R' => 409,
        _ if !from.contains(status) => 409,
        _ => 200,
    }
}

/// A request of `ana` in `status`, naming the area of `lia`, supported by `sol`.
async fn bring(app: &TestApp, status: char) -> String {
    let reference = app.file_with("ana", json!({"area": HEALTH})).await;
    let support = format!("/api/v1/requests/{reference}/support");
    assert_eq!(app.by("sol").put(&support, json!({})).await.status, 200);
    let steps: &[(&str, &str)] = match status {
        'R' => &[],
        'U' => &[("caro", "assign")],
        'N' => &[("caro", "assign"), ("lia", "ask")],
        'P' => &[("caro", "assign"), ("lia", "plan")],
        'I' => &[("caro", "assign"), ("lia", "start")],
        'A' => &[("caro", "assign"), ("lia", "answer")],
        _ => &[("caro", "assign"), ("lia", "answer"), ("ana", "confirm")],
    };
    for (who, action) in steps {
        app.act(who, &reference, with_all(action, "")).await;
    }
    reference
}

/// A body with everything the action needs.
fn with_all(action: &str, target: &str) -> Value {
    let mut sent = json!({"action": action, "message": "Lo explicamos acá."});
    let fields = match action {
        "assign" => json!({"area": HEALTH}),
        "plan" => json!({"promised_on": "2027-03-01"}),
        "answer" => json!({"outcome": "published", "evidence": {"url": "https://data.example.org/compras"}}),
        "confirm" => json!({"verdict": "yes"}),
        "merge" => json!({"into": target}),
        "split" => json!({"areas": [HEALTH, "ministerio-de-cultura"]}),
        "edit" => json!({"title": "Compras de medicamentos por hospital"}),
        "hide" => json!({"reason": "spam"}),
        "redact" => json!({"target": "body", "text": "medicamentos", "reason": "datos personales"}),
        _ => json!({}),
    };
    sent.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    sent
}

on_both! {
    async fn every_cell_is_as_the_contract_says(db: TestDatabase) {
        let app = TestApp::with_people(&db).await;
        let target = app.file("leo").await;
        let mut wrong = Vec::new();
        let mut cells = 0;
        for (status, name) in STATUSES {
            let mut reference = bring(&app, status).await;
            for row in TABLE {
                for (who, label) in PEOPLE {
                    let before = app.show("caro", &reference).await;
                    assert_eq!(before["status"], name);
                    let answer = app.try_act(label, &reference, with_all(row.0, &target)).await;
                    let expected = expected(row, status, who);
                    cells += 1;
                    if answer.status.as_u16() != expected {
                        wrong.push(format!("{label} {} {name}: {} not {expected}: {}", row.0, answer.status, answer.text));
                    }
                    if answer.status.is_success() {
                        reference = bring(&app, status).await;
                    } else {
                        answer.code();
                        if answer.status == 409 {
                            let problem = answer.json();
                            assert_eq!((&problem["status_now"], problem["allowed"].is_array()), (&json!(name), true));
                        }
                        let after = app.show("caro", &reference).await;
                        assert_eq!(after["version"], before["version"], "a refusal changed something");
                    }
                }
            }
        }
        assert_eq!(cells, 7 * 22 * 9);
        assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    }
}
