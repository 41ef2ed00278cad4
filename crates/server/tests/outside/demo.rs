//! The demo: a city to look at, whose tokens work, and of which nothing is left.

use std::path::Path;

use crate::place::Place;

#[test]
fn a_city_to_look_at_that_leaves_nothing_behind() {
    let place = Place::new();
    let serving = place.start(&["demo", "--listen", "127.0.0.1:0"]);
    // It says what its reader needs: no line for every mail of eighteen months.
    assert!(
        !serving.greeting.contains("\"level\":\"INFO\""),
        "{}",
        serving.greeting
    );
    let said = |before: &str, ends: char| {
        let (_, rest) = serving.greeting.split_once(before).unwrap();
        rest.split(ends).next().unwrap().to_owned()
    };
    let (_, page) = serving.ask("GET", "/requests", None, "").unwrap();
    assert!(page.contains("<h1"), "{page}");
    let (_, list) = serving
        .ask("GET", "/api/v1/requests?limit=100", None, "")
        .unwrap();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert!(list["items"].as_array().unwrap().len() >= 60);
    let lines: Vec<&str> = serving.out.lines().collect();
    assert_eq!(lines[0], format!("http://{}", serving.address));
    for (line, role) in lines[1..]
        .iter()
        .zip(["person", "liaison", "coordinator", "admin"])
    {
        assert!(line.starts_with(role), "{line}");
        let (_, link) = line.split_once(&format!("{}/", lines[0])).unwrap();
        for _ in 0..2 {
            let (status, page) = serving.ask("GET", &format!("/{link}"), None, "").unwrap();
            assert!(status == 200 && page.contains("name=\"token\""), "{page}");
        }
    }
    assert_eq!(
        lines.iter().filter(|line| line.contains(" vt_")).count(),
        4,
        "{lines:?}"
    );
    let (status, mailbox) = serving.ask("GET", "/mailbox", None, "").unwrap();
    assert!(status == 200 && mailbox.contains("/mailbox/0000"), "{mailbox}");
    let token = said("Authorization: Bearer ", '\'');
    let filed = r#"{"body": "Necesito los horarios de las bibliotecas por barrio."}"#;
    let (status, _) = serving
        .ask("POST", "/api/v1/requests", Some(&token), filed)
        .unwrap();
    assert_eq!(status, 201);
    let folder = said("Everything is in ", ',');
    assert!(Path::new(&folder).join("mail").is_dir(), "{folder}");
    serving.signal("INT");
    assert_eq!(serving.end().0, Some(0));
    assert!(!Path::new(&folder).exists(), "{folder} is still there");
}
