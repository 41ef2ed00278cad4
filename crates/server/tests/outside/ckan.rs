//! A real CKAN: read as a portal is read, and given the drafts of what requests become. Only its search index is a stand-in.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use catalog::{Drafts, Pace, Reader, Shown, WriteToken};
use domain::{
    dataset::Named,
    dataset_draft::{Draft, LICENSE, Portal as _, Refusal},
};
use jiff::tz::TimeZone;
use outgoing::{Allowed, Client, Guard, Plain, agent};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{
    Engine, TestDatabase,
    portal::{buenos_aires, descriptions},
};
use url::Url;

use crate::{
    place::Place,
    tools::{here, must_run},
};

/// More than a page of the reader has.
const DATASETS: usize = 110;
/// Of the city's, so many: each has files.
const OF_THE_CITY: usize = 20;

/// CKAN, in a process that ends with this.
struct Ckan {
    child: Child,
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    base: Url,
    editor: String,
    _folder: TempDir,
}

impl Ckan {
    /// Its Python, if it is installed as it should be; nothing otherwise, after saying so; with `CI=true` that is a failure.
    fn installed() -> Option<PathBuf> {
        let place = here("../../target/ckan");
        let wanted = fs::read(here("tests/outside/ckan/requirements.txt")).unwrap();
        if fs::read(place.join("installed.txt")).is_ok_and(|installed| installed == wanted) {
            return Some(place.join("bin/python"));
        }
        let missing = "CKAN is not installed; tests/run --all installs it";
        assert!(!must_run(), "{missing}");
        println!("DID NOT RUN: {missing}");
        None
    }

    fn start(python: &PathBuf, server: &str) -> Self {
        let folder = TempDir::with_prefix("ventanilla-ckan-").unwrap();
        let mut child = Command::new(python)
            .args(["-B", "-W", "ignore"])
            .arg(here("tests/outside/ckan/run.py"))
            .arg(server.replacen("postgres://", "postgresql://", 1))
            .arg(folder.path())
            // CKAN keeps its sessions where it stands.
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let said = line(&mut answers);
        let text = |key: &str| said[key].as_str().unwrap().to_owned();
        Self {
            commands: child.stdin.take(),
            child,
            answers,
            base: format!("{}/", text("base")).parse().unwrap(),
            editor: text("editor"),
            _folder: folder,
        }
    }

    /// What it answers to its sysadmin.
    fn does(&mut self, action: &str, given: impl Into<Value>) -> Value {
        let command = json!({"action": action, "given": given.into()});
        writeln!(self.commands.as_mut().unwrap(), "{command}").unwrap();
        let mut answer = line(&mut self.answers);
        assert_eq!(answer["status"], 200, "{command}: {answer}");
        answer["said"]["result"].take()
    }

    fn drafts(&self, token: &str) -> Drafts {
        Drafts::at(
            self.base.clone(),
            WriteToken::parse(token).unwrap(),
            agent("https://pedidos.example.org"),
        )
    }

    fn reader(&self) -> Reader {
        let guard = Guard {
            plain: Plain::Loopback,
            allowed: Allowed::just(&self.base),
        };
        let client = Client::new(guard, agent("https://pedidos.example.org"));
        Reader::new(client, TimeZone::UTC, Pace::default())
    }
}

impl Drop for Ckan {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ended = self.child.wait();
    }
}

fn line(answers: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    answers.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

/// Runs `body` with a CKAN that has nothing but an organisation, a group and who may write.
fn with_ckan(body: impl AsyncFnOnce(Ckan)) {
    let Some(python) = Ckan::installed() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(testkit::run(Engine::Postgres, async |database: TestDatabase| {
        let ckan = tokio::task::block_in_place(|| Ckan::start(&python, database.url()));
        body(ckan).await;
    }));
}

/// One of the city's, as somebody would enter it.
fn entered(described: &Value) -> Value {
    let mut package = json!({"owner_org": "cultura"});
    for key in [
        "name",
        "title",
        "notes",
        "author",
        "maintainer",
        "license_id",
        "extras",
    ] {
        package[key] = described[key].clone();
    }
    let tags = described["tags"].as_array().unwrap().iter();
    package["tags"] = tags.map(|tag| json!({"name": tag["name"]})).collect();
    let file = |file: &Value| json!({"name": file["name"], "url": file["url"], "format": file["format"], "last_modified": file["last_modified"]});
    package["resources"] = described["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(file)
        .collect();
    package
}

/// What a sync says it read and found new, changed, broken and gone.
fn synced(place: &Place, from: &Url, now: Option<&str>) -> [u64; 5] {
    let mut command = place.command(&["catalogue", "sync", "--from", from.as_str(), "--json"]);
    command.envs(now.map(|now| ("VENTANILLA_NOW", now)));
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let said: Value = serde_json::from_slice(&ran.stdout).unwrap();
    ["read", "new", "updated", "broken", "gone"].map(|key| said[key].as_u64().unwrap())
}

#[test]
fn a_real_ckan_is_read_whole_and_then_only_what_changed() {
    with_ckan(async |mut ckan| {
        let base = ckan.base.clone();
        let of_the_city = buenos_aires().map_or_else(Vec::new, |folder| descriptions(&folder));
        let of_the_city: Vec<&Value> = of_the_city.iter().take(OF_THE_CITY).collect();
        tokio::task::block_in_place(|| {
            for described in &of_the_city {
                ckan.does("package_create", entered(described));
            }
            for number in of_the_city.len()..DATASETS {
                let name = format!("datos-{number:03}");
                ckan.does("package_create", json!({"name": name, "owner_org": "salud"}));
            }
            let hidden = json!({"name": "oculto", "owner_org": "salud", "private": true});
            ckan.does("package_create", hidden);
            let unfinished = json!({"name": "a-medias", "owner_org": "salud", "state": "draft"});
            ckan.does("package_create", unfinished);
        });
        let all = u64::try_from(DATASETS).unwrap();
        let place = Place::migrated();
        tokio::task::block_in_place(|| {
            assert_eq!(synced(&place, &base, None), [all, all, 0, 0, 0]);
            assert_eq!(synced(&place, &base, None), [0; 5]);
            ckan.does(
                "package_patch",
                json!({"id": "datos-101", "title": "Con otro nombre"}),
            );
            ckan.does("package_delete", json!({"id": "datos-102"}));
            ckan.does("package_patch", json!({"id": "datos-103", "private": true}));
            ckan.does("dataset_purge", json!({"id": "datos-104"}));
            let noon = Some("2036-01-01T12:00:00Z");
            assert_eq!(synced(&place, &base, noon), [1, 0, 1, 0, 0]);
            let evening = Some("2036-01-01T18:00:00Z");
            assert_eq!(synced(&place, &base, evening), [0, 0, 0, 0, 3]);
            let serving = place.serve(&["--no-worker"]);
            let (_, page) = serving.ask("GET", "/datasets/datos-101", None, "").unwrap();
            assert!(page.contains("Con otro nombre"), "{page}");
            let (_, page) = serving.ask("GET", "/datasets", None, "").unwrap();
            assert!(page.contains("107 conjuntos de datos"), "{page}");
        });

        let reader = ckan.reader();
        let shown = async |id: &str| reader.show(&base, id).await.unwrap();
        assert!(
            matches!(shown("datos-101").await, Shown::Active(dataset) if dataset.title == "Con otro nombre")
        );
        for not_shown in ["oculto", "a-medias", "datos-102", "datos-103"] {
            assert_eq!(shown(not_shown).await, Shown::NotAuthorised, "{not_shown}");
        }
        assert_eq!(shown("datos-104").await, Shown::Absent);
        let names = reader.names(&base).await.unwrap();
        assert_eq!(names.len(), DATASETS - 3);
    });
}

fn draft(reference: &str, title: &str) -> Draft {
    let named = |name: &str| Named {
        name: name.into(),
        title: name.into(),
    };
    Draft {
        reference: reference.into(),
        page: format!("https://pedidos.example.org/requests/{reference}"),
        identifier: reference.into(),
        name: "camas-por-hospital".into(),
        improves: None,
        title: title.into(),
        description: "Las que hay.".into(),
        publisher: None,
        contact: None,
        organisation: Some(named("salud")),
        themes: vec!["HEAL".into()],
        groups: vec![named("salud-publica")],
        keywords: vec!["camas (todas)".into()],
        frequency: Some("R/P1M".into()),
        issued: None,
        promised_on: None,
        temporal: None,
        period: Some("2020-2024".into()),
        coverage: None,
        format: Some("CSV".into()),
        source: None,
        landing: Some("https://pedidos.example.org/".into()),
        license: LICENSE.into(),
        files: Vec::new(),
        gaps: Vec::new(),
        checks: Vec::new(),
    }
}

#[test]
fn a_real_ckan_takes_a_draft_once_and_keeps_it_to_itself() {
    with_ckan(async |mut ckan| {
        let base = ckan.base.clone();
        let drafts = ckan.drafts(&ckan.editor);
        let left = drafts.push(draft("PD-2026-000001", "Camas"), None).await.unwrap();
        assert_eq!(left.url, format!("{base}dataset/camas-por-hospital"));
        let mut does = |action: &str, given: Value| tokio::task::block_in_place(|| ckan.does(action, given));
        let id = json!({"id": left.id});
        let there = does("package_show", id.clone());
        assert_eq!(
            (&there["private"], &there["organization"]["name"], &there["title"]),
            (&json!(true), &json!("salud"), &json!("Camas"))
        );
        // An editor's state is not heeded, and a group that is not theirs would be refused with all of it.
        assert_eq!(
            (&there["state"], &there["groups"]),
            (&json!("active"), &json!([]))
        );

        // Whoever runs the portal files it, and puts a file to it.
        let file = json!({"package_id": left.id, "name": "Todas", "url": "https://example.org/camas.csv"});
        does("resource_create", file);
        does(
            "package_patch",
            json!({"id": left.id, "groups": [{"name": "salud-publica"}]}),
        );
        let changed = draft("PD-2026-000001", "Camas por hospital");
        let again = drafts.push(changed.clone(), Some(left.id.clone())).await.unwrap();
        assert_eq!(again, left);
        let there = does("package_show", id.clone());
        assert_eq!(
            (
                &there["title"],
                &there["private"],
                &there["groups"][0]["name"],
                &there["num_resources"]
            ),
            (
                &json!("Camas por hospital"),
                &json!(true),
                &json!("salud-publica"),
                &json!(1)
            )
        );
        // Nobody remembers it, but its extra says of which request it is.
        assert_eq!(drafts.push(changed, None).await.unwrap(), left);

        let why = async |drafts: &Drafts, draft: Draft, before: Option<String>| {
            drafts.push(draft, before).await.unwrap_err().why
        };
        let other = draft("PD-2026-000002", "Camas");
        assert_eq!(why(&drafts, other.clone(), None).await, Refusal::NameTaken);
        does(
            "package_create",
            json!({"name": "ajeno", "owner_org": "cultura", "private": true}),
        );
        let named = |name: &str| Draft {
            name: name.into(),
            ..other.clone()
        };
        assert_eq!(why(&drafts, named("ajeno"), None).await, Refusal::NameTaken);
        let elsewhere = Draft {
            organisation: Some(Named {
                name: "cultura".into(),
                title: "Cultura".into(),
            }),
            ..named("otro-nombre")
        };
        assert_eq!(why(&drafts, elsewhere, None).await, Refusal::NotAllowed);
        assert_eq!(
            why(&drafts, named("No Es Un Nombre"), None).await,
            Refusal::Invalid
        );

        does("package_patch", json!({"id": left.id, "private": false}));
        let mine = || draft("PD-2026-000001", "Camas");
        assert_eq!(
            why(&drafts, mine(), Some(left.id.clone())).await,
            Refusal::Published
        );
        does("package_delete", id);
        assert_eq!(
            why(&drafts, mine(), Some(left.id.clone())).await,
            Refusal::Deleted
        );
        let wrong = ckan.drafts("no-token-of-anybody");
        assert_eq!(why(&wrong, named("otro-nombre"), None).await, Refusal::NotAllowed);
    });
}
