//! Whether something that is said to be published is.

use catalog::{DoesNotAnswer, Shown, Source};
use domain::evidence::{Fault, Looked};
use serde_json::json;
use testkit::portal::{Misbehaviour, Portal, PortalFile};

use crate::{Asker, made};

#[tokio::test]
async fn a_dataset_is_there_or_why_not() {
    let portal = Portal::open(vec![made(1, 0)]).await;
    let mut private = made(2, 0);
    private["private"] = json!(true);
    portal.put(private.clone());
    let mut deleted = made(3, 0);
    deleted["state"] = json!("deleted");
    portal.put(deleted.clone());
    let asker = Asker::new();
    let base = portal.base().parse().unwrap();
    let shown = async |id: &str| asker.reader.show(&base, id).await.unwrap();
    for id in ["made-00001", "made-00001-id"] {
        assert!(matches!(shown(id).await, Shown::Active(dataset) if dataset.name == "made-00001"));
    }
    assert_eq!(shown("made-00002").await, Shown::NotAuthorised);
    // CKAN does not say that it was deleted, unless to those who may see that.
    assert_eq!(shown("made-00003").await, Shown::NotAuthorised);
    assert_eq!(shown("made-00009").await, Shown::Absent);
    assert_eq!(shown("a&id=made-00001").await, Shown::Absent);
    // A portal that shows private ones to us, too.
    let answer = json!({"success": true, "result": private}).to_string();
    portal.misbehave(Misbehaviour::Says(200, "application/json", answer));
    assert_eq!(shown("made-00002").await, Shown::Private);
    let answer = json!({"success": true, "result": deleted}).to_string();
    portal.misbehave(Misbehaviour::Says(200, "application/json", answer));
    assert_eq!(shown("made-00003").await, Shown::Deleted);
}

#[tokio::test]
async fn a_file_is_there_or_why_not() {
    let portal = Portal::open(vec![]).await;
    let asker = Asker::new();
    let file = PortalFile {
        bytes: b"a;b\n1;2\n".to_vec(),
        content_type: "text/csv".to_owned(),
        last_modified: Some("Wed, 21 Oct 2020 07:28:00 GMT".to_owned()),
        ..PortalFile::default()
    };
    portal.put_file("with space.csv", file.clone());
    let answers = asker
        .reader
        .answers(&format!("{}/files/with space.csv", portal.base()))
        .await
        .unwrap();
    assert_eq!((answers.status, answers.length), (200, Some(8)));
    assert_eq!(answers.content_type.as_deref(), Some("text/csv"));
    assert_eq!(answers.last_modified.unwrap().to_string(), "2020-10-21T07:28:00Z");
    assert_eq!(portal.asked(), ["HEAD /files/with%20space.csv"]);

    for refused in [403, 405, 501] {
        let shy = PortalFile {
            to_head: refused,
            ..file.clone()
        };
        let url = portal.put_file("shy.csv", shy);
        let answers = asker.reader.answers(&url).await.unwrap();
        assert_eq!((answers.status, answers.length), (206, Some(8)), "{refused}");
        assert_eq!(portal.asked(), ["HEAD /files/shy.csv", "GET /files/shy.csv"]);
    }

    let moved = PortalFile {
        moved: Some("/files/with%20space.csv".to_owned()),
        ..PortalFile::default()
    };
    let url = portal.put_file("moved.csv", moved);
    assert!(
        asker
            .reader
            .answers(&url)
            .await
            .unwrap()
            .url
            .ends_with("/files/with%20space.csv")
    );
    for (to, expected) in [
        ("/files/round.csv", DoesNotAnswer::Redirects),
        ("http://169.254.169.254/latest/meta-data/", DoesNotAnswer::Refused),
        ("file:///etc/passwd", DoesNotAnswer::Refused),
        ("/files/gone.csv", DoesNotAnswer::Status(404)),
    ] {
        let round = PortalFile {
            moved: Some(to.to_owned()),
            ..PortalFile::default()
        };
        let url = portal.put_file("round.csv", round);
        assert_eq!(asker.reader.answers(&url).await, Err(expected), "{to}");
    }
    let nowhere = asker.reader.answers("no address").await;
    assert_eq!(nowhere, Err(DoesNotAnswer::Refused));
    let shy = asker
        .reader
        .answers(&format!("{}/files/gone.csv", portal.base()))
        .await;
    assert_eq!(shy, Err(DoesNotAnswer::Status(404)));
}

#[tokio::test]
async fn a_look_at_a_dataset_finds_what_is_wrong_with_it() {
    let portal = Portal::open(vec![]).await;
    let asker = Asker::new();
    let source = Source::parse(&portal.base()).unwrap();
    let csv = PortalFile {
        bytes: b"a;b\n1;2\n".to_vec(),
        content_type: "text/csv".to_owned(),
        ..PortalFile::default()
    };
    let page = PortalFile {
        content_type: "text/html; charset=utf-8".to_owned(),
        ..csv.clone()
    };
    let ill = PortalFile {
        to_head: 503,
        ..csv.clone()
    };
    let here = portal.put_file("here.csv", csv);
    let page = portal.put_file("page.csv", page);
    let ill = portal.put_file("ill.csv", ill);
    let gone = format!("{}/files/gone.csv", portal.base());
    for (files, expected) in [
        (vec![&here], Looked::There),
        (vec![&gone, &page, &here], Looked::There),
        (vec![&gone, &page], Looked::Silent),
        (vec![&gone], Looked::Wrong(Fault::Silent)),
        (vec![&gone, &ill], Looked::Silent),
        (vec![], Looked::Wrong(Fault::Empty)),
    ] {
        let mut package = made(1, 0);
        let resource = |url: &&String| json!({"id": url, "name": "Todo", "url": url, "format": "CSV"});
        package["resources"] = files.iter().map(resource).collect();
        portal.put(package);
        assert_eq!(
            asker.reader.look_at(&source, "made-00001", None).await,
            expected,
            "{files:?}"
        );
    }
    let mut private = made(1, 0);
    private["private"] = json!(true);
    portal.put(private);
    let look = async || asker.reader.look_at(&source, "made-00001", None).await;
    assert_eq!(look().await, Looked::Wrong(Fault::Private));
    portal.remove("made-00001");
    assert_eq!(look().await, Looked::Wrong(Fault::Gone));
    // A firewall answers for it, again and again.
    for _ in 0..10 {
        portal.misbehave(Misbehaviour::Html(503));
    }
    assert_eq!(look().await, Looked::Unsure);
    // Of a catalogue in one file, only the files can be asked; their silence may be our own.
    let folder = Source::DataJson {
        url: "https://datos.example.org/data.json".parse().unwrap(),
    };
    assert_eq!(
        asker.reader.look_at(&folder, "made-00001", None).await,
        Looked::Unsure
    );
}
