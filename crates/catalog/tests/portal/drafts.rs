//! Descriptions are left at a portal: as private drafts, once, and with what went wrong told.

use std::time::Duration;

use catalog::{Drafts, WriteToken};
use domain::{
    dataset::Named,
    dataset_draft::{Draft, LICENSE, Portal as _, Pushed, Refusal},
};
use outgoing::agent;
use serde_json::json;
use testkit::portal::{Misbehaviour, Portal};

const TOKEN: &str = "secreto-del-portal";

fn draft(reference: &str) -> Draft {
    Draft {
        reference: reference.into(),
        page: format!("https://pedidos.example.org/requests/{reference}"),
        identifier: reference.into(),
        name: "camas-por-hospital".into(),
        improves: None,
        title: "Camas por hospital".into(),
        description: "Las que hay.".into(),
        publisher: None,
        contact: None,
        organisation: Some(Named {
            name: "salud".into(),
            title: "Salud".into(),
        }),
        themes: vec!["HEAL".into()],
        groups: Vec::new(),
        keywords: Vec::new(),
        frequency: None,
        issued: None,
        promised_on: None,
        temporal: None,
        period: None,
        coverage: None,
        format: None,
        source: None,
        landing: None,
        license: LICENSE.into(),
        files: Vec::new(),
        gaps: Vec::new(),
        checks: Vec::new(),
    }
}

fn drafts(portal: &Portal, token: &str) -> Drafts {
    let base = format!("{}/", portal.base()).parse().unwrap();
    Drafts::at(
        base,
        WriteToken::parse(token).unwrap(),
        agent("https://pedidos.example.org"),
    )
}

async fn open() -> (Portal, Drafts) {
    let portal = Portal::open(Vec::new()).await;
    portal.let_write(TOKEN, &["salud"]);
    let drafts = drafts(&portal, TOKEN);
    (portal, drafts)
}

async fn refused(drafts: &Drafts, before: Option<&str>) -> Refusal {
    let pushed = drafts
        .push(draft("PD-2026-000001"), before.map(str::to_owned))
        .await;
    pushed.unwrap_err().why
}

#[tokio::test]
async fn what_was_left_once_is_brought_up_to_date() {
    let (portal, drafts) = open().await;
    let first = drafts.push(draft("PD-2026-000001"), None).await.unwrap();
    let Pushed { id, name, url } = first.clone();
    assert_eq!(
        (name.as_str(), url),
        (
            "camas-por-hospital",
            format!("{}/dataset/camas-por-hospital", portal.base())
        )
    );
    let mut there = portal.package(&name).unwrap();
    assert_eq!(
        (&there["private"], &there["state"], &there["owner_org"]),
        (&json!(true), &json!("draft"), &json!("salud"))
    );

    // Its people go on with it there.
    there["resources"] = json!([{"id": "f"}]);
    there["tags"] = json!([{"name": "camas"}]);
    portal.put(there);
    let changed = Draft {
        title: "Camas, por hospital y mes".into(),
        ..draft("PD-2026-000001")
    };
    assert_eq!(drafts.push(changed, Some(id)).await.unwrap(), first);
    let there = portal.package(&name).unwrap();
    assert_eq!(there["title"], "Camas, por hospital y mes");
    assert_eq!(
        (&there["resources"], &there["tags"]),
        (&json!([{"id": "f"}]), &json!([{"name": "camas"}]))
    );
    let actions: Vec<String> = portal.written().into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["package_create", "package_patch"]);
}

#[tokio::test]
async fn an_answer_that_was_lost_makes_no_second_one() {
    let (portal, drafts) = open().await;
    drafts.push(draft("PD-2026-000001"), None).await.unwrap();
    // Nobody remembers it.
    drafts.push(draft("PD-2026-000001"), None).await.unwrap();
    assert!(portal.package("camas-por-hospital").is_some());
    let actions: Vec<String> = portal.written().into_iter().map(|(action, _)| action).collect();
    assert_eq!(actions, ["package_create", "package_create", "package_patch"]);

    let other = drafts.push(draft("PD-2026-000002"), None).await.unwrap_err();
    assert_eq!(other.why, Refusal::NameTaken);
    assert_eq!(
        other.url,
        Some(format!("{}/dataset/camas-por-hospital", portal.base()))
    );

    let wrong = Draft {
        name: "Camas".into(),
        ..draft("PD-2026-000002")
    };
    assert_eq!(drafts.push(wrong, None).await.unwrap_err().why, Refusal::Invalid);
}

#[tokio::test]
async fn what_may_not_be_filed_under_its_groups_is_left_without_them() {
    let (portal, drafts) = open().await;
    let filed = || Draft {
        groups: vec![Named {
            name: "salud".into(),
            title: "Salud".into(),
        }],
        ..draft("PD-2026-000001")
    };
    let left = drafts.push(filed(), None).await.unwrap();
    let groups = || portal.package(&left.name).unwrap()["groups"].clone();
    assert_eq!(groups(), json!(null));
    // Whoever may has filed it, under another one, too; it stays there whoever else writes.
    let mut there = portal.package(&left.name).unwrap();
    there["groups"] = json!([{"name": "salud"}, {"name": "hospitales"}]);
    portal.put(there);
    portal.written();
    drafts.push(filed(), Some(left.id.clone())).await.unwrap();
    assert_eq!(groups(), json!([{"name": "salud"}, {"name": "hospitales"}]));
    assert_eq!(portal.written().len(), 1);
    drafts
        .push(draft("PD-2026-000001"), Some(left.id.clone()))
        .await
        .unwrap();
    assert_eq!(groups(), json!([{"name": "salud"}, {"name": "hospitales"}]));

    portal.let_file_under(&["salud"]);
    portal.remove(&left.name);
    let left = drafts.push(filed(), None).await.unwrap();
    assert_eq!(
        portal.package(&left.name).unwrap()["groups"],
        json!([{"name": "salud"}])
    );
}

#[tokio::test]
async fn what_is_public_or_deleted_by_now_is_let_be() {
    let (portal, drafts) = open().await;
    let left = drafts.push(draft("PD-2026-000001"), None).await.unwrap();
    let mut there = portal.package(&left.name).unwrap();
    there["state"] = json!("deleted");
    portal.put(there.clone());
    assert_eq!(refused(&drafts, Some(&left.id)).await, Refusal::Deleted);
    there["state"] = json!("active");
    there["private"] = json!(false);
    portal.put(there);
    assert_eq!(refused(&drafts, Some(&left.id)).await, Refusal::Published);
    // Purged, it is made anew.
    portal.remove(&left.name);
    let again = drafts
        .push(draft("PD-2026-000001"), Some(left.id.clone()))
        .await
        .unwrap();
    assert_ne!(again.id, left.id);

    // One that keeps nothing to itself.
    let shown = json!({"success": true, "result": {"id": "x", "name": "y", "private": false}}).to_string();
    portal.misbehave(Misbehaviour::Says(200, "application/json", shown));
    assert_eq!(refused(&drafts, None).await, Refusal::Visible);
}

#[tokio::test]
async fn each_way_to_fail_is_told_apart_and_no_token_is_in_it() {
    let (portal, right) = open().await;
    assert_eq!(refused(&drafts(&portal, "otro"), None).await, Refusal::NotAllowed);
    assert_eq!(refused(&Drafts::written_only(), None).await, Refusal::NotAllowed);
    let says = |status, text: &str| Misbehaviour::Says(status, "application/json", text.to_owned());
    for (how, why) in [
        (Misbehaviour::Html(200), Refusal::Firewall),
        (Misbehaviour::Html(403), Refusal::Firewall),
        (
            Misbehaviour::Moved("https://otro.example.org/".into()),
            Refusal::Firewall,
        ),
        (Misbehaviour::Busy("3600".into()), Refusal::Unreachable),
        (Misbehaviour::BreaksOff, Refusal::Unreachable),
        (says(500, "{}"), Refusal::Failed),
        (says(200, "{\"success\": true, \"result\": {}}"), Refusal::Failed),
    ] {
        portal.misbehave(how.clone());
        assert_eq!(refused(&right, None).await, why, "{how:?}");
    }
    portal.misbehave(Misbehaviour::Silent);
    assert_eq!(
        refused(&right.within(Duration::from_millis(200)), None).await,
        Refusal::Late
    );
    let right = drafts(&portal, TOKEN);
    let said = json!({"success": false, "error": {"__type": "Validation Error", "owner_org": ["No es tuya", TOKEN], "tags": [{}]}});
    portal.misbehave(says(409, &said.to_string()));
    let invalid = right.push(draft("PD-2026-000001"), None).await.unwrap_err();
    assert_eq!(invalid.why, Refusal::Invalid);
    assert_eq!(
        invalid.said[0],
        ("owner_org".into(), "No es tuya [\u{2026}]".into())
    );
    assert!(!format!("{invalid:?}").contains(TOKEN));
    let base = portal.base();
    drop(portal);
    let nobody = Drafts::at(
        format!("{base}/").parse().unwrap(),
        WriteToken::parse(TOKEN).unwrap(),
        agent("x"),
    );
    assert_eq!(refused(&nobody, None).await, Refusal::Unreachable);
}

#[tokio::test]
async fn a_token_goes_nowhere_without_tls() {
    let base = "http://datos.example.org/".parse().unwrap();
    let drafts = Drafts::at(base, WriteToken::parse(TOKEN).unwrap(), agent("x"));
    assert_eq!(refused(&drafts, None).await, Refusal::Failed);
}
