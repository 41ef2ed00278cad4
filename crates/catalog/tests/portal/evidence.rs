//! Whether something that is said to be published is.

use catalog::{DoesNotAnswer, Shown};
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
    portal.put(deleted);
    let asker = Asker::new();
    let base = portal.base().parse().unwrap();
    let shown = async |id: &str| asker.reader.show(&base, id).await.unwrap();
    for id in ["made-00001", "made-00001-id"] {
        assert!(matches!(shown(id).await, Shown::Active(dataset) if dataset.name == "made-00001"));
    }
    assert_eq!(shown("made-00002").await, Shown::NotAuthorised);
    assert_eq!(shown("made-00003").await, Shown::Deleted);
    assert_eq!(shown("made-00009").await, Shown::Absent);
    assert_eq!(shown("a&id=made-00001").await, Shown::Absent);
    // A portal that shows private ones to us, too.
    let answer = json!({"success": true, "result": private}).to_string();
    portal.misbehave(Misbehaviour::Says(200, "application/json", answer));
    assert_eq!(shown("made-00002").await, Shown::Private);
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
