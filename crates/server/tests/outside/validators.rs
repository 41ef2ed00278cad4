//! What others' own tools say of our open data: pydatajson of the catalogue, frictionless of the tables with their
//! description. `tests/run --all` installs them; the demo's city is what they look at, and neither reaches any network.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use domain::{
    dataset::{Contact, DataField, Kind, Resource},
    dataset_draft::{Draft, LICENSE},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    place::{Place, Serving},
    tools::{here, must_run},
};

/// The tables of the package: what they are called there, and where they are.
const TABLES: [(&str, &str, usize); 4] = [
    ("requests", "/requests.csv", 60),
    ("requests-ley104", "/requests.csv?profile=ley104", 60),
    ("events", "/events.csv", 60),
    ("reuses", "/reuses.csv", 0),
];

/// A tool in an environment of its own, with one script that asks it.
struct Validator {
    python: PathBuf,
    script: &'static str,
}

impl Validator {
    /// Nothing if it is not installed as it should be, after saying so; with `CI=true` that is a failure.
    fn find(name: &str, script: &'static str) -> Option<Self> {
        let place = here("../../target/validators").join(name);
        let wanted = fs::read(here("tests/outside/validators").join(format!("{name}.txt"))).unwrap();
        if fs::read(place.join("installed.txt")).is_ok_and(|installed| installed == wanted) {
            let python = place.join("bin/python");
            return Some(Self { python, script });
        }
        let missing = format!("{name} is not installed; tests/run --all installs it");
        assert!(!must_run(), "{missing}");
        println!("DID NOT RUN: {missing}");
        None
    }

    /// Whether it is content with this file, and what it says.
    fn look(&self, file: &Path) -> (bool, String) {
        let output = Command::new(&self.python)
            .args(["-B", "-W", "ignore"])
            .arg(here("tests/outside/validators").join(self.script))
            .arg(file)
            .stdin(Stdio::from(File::open(file).unwrap()))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let broke = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => (true, said),
            Some(1) if broke.is_empty() => (false, said),
            _ => panic!("{} broke: {}\n{said}{broke}", self.script, output.status),
        }
    }
}

fn fetch(serving: &Serving, path: &str) -> String {
    let (status, body) = serving.ask("GET", path, None, "").unwrap();
    assert_eq!(status, 200, "{path}: {body}");
    body
}

/// Writes what is to be looked at, gives where.
fn put(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn others_tools_take_the_catalogue_and_the_tables() {
    let tools = (
        Validator::find("pydatajson", "catalogue.py"),
        Validator::find("frictionless", "package.py"),
    );
    let (Some(pydatajson), Some(frictionless)) = tools else {
        return;
    };
    let place = Place::new();
    let serving = place.start(&["demo", "--listen", "127.0.0.1:0"]);
    let folder = TempDir::new().unwrap();

    let mut catalogue: Value = serde_json::from_str(&fetch(&serving, "/data.json")).unwrap();
    assert_eq!(catalogue["dataset"].as_array().unwrap().len(), TABLES.len());
    let (taken, said) = pydatajson.look(&put(&folder, "data.json", catalogue.to_string()));
    assert!(taken, "{said}");

    // The package is looked at as somebody has it who took it home: with its tables beside it.
    let mut package: Value = serde_json::from_str(&fetch(&serving, "/datapackage.json")).unwrap();
    let resources = package["resources"].as_array_mut().unwrap();
    assert_eq!(resources.len(), TABLES.len());
    for (resource, (name, path, _)) in resources.iter_mut().zip(TABLES) {
        assert_eq!(resource["path"], format!("http://{}{path}", serving.address));
        assert_eq!(resource["name"], name);
        resource["path"] = json!(format!("{name}.csv"));
        put(&folder, &format!("{name}.csv"), fetch(&serving, path));
    }
    let description = put(&folder, "datapackage.json", package.to_string());
    let (taken, said) = frictionless.look(&description);
    assert!(taken, "{said}");
    for (name, _, least) in TABLES {
        let rows = said
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")));
        let rows: usize = rows.unwrap().strip_suffix(" rows").unwrap().parse().unwrap();
        assert!(rows >= least, "{said}");
    }

    // Both find what is wrong: a catalogue without its title, and one cell that is no date.
    catalogue.as_object_mut().unwrap().remove("title");
    let (taken, said) = pydatajson.look(&put(&folder, "data.json", catalogue.to_string()));
    assert!(
        !taken && said.contains("'title' is a required property"),
        "{said}"
    );
    let events = fetch(&serving, "/events.csv");
    let at = events.lines().nth(1).unwrap().split(',').nth(1).unwrap();
    put(&folder, "events.csv", events.replacen(at, "ayer", 1));
    let (taken, said) = frictionless.look(&description);
    assert!(!taken && said.contains("ayer"), "{said}");
}

/// What a request becomes, with all that the profile asks for.
fn draft() -> Draft {
    let at = "2026-12-16T03:00:00Z".parse().unwrap();
    let who = |email: Option<&str>| {
        Some(Contact {
            name: Some("Ministerio de Salud".into()),
            email: email.map(str::to_owned),
        })
    };
    Draft {
        reference: "PD-2026-000005".into(),
        page: "https://pedidos.example.org/requests/PD-2026-000005".into(),
        identifier: "PD-2026-000005".into(),
        name: "camas".into(),
        improves: None,
        title: "Camas por hospital".into(),
        description: "Las que hay.".into(),
        publisher: who(None),
        contact: who(Some("salud@example.org")),
        organisation: None,
        themes: vec!["HEAL".into()],
        groups: Vec::new(),
        keywords: vec!["camas (todas)".into()],
        frequency: Some("R/P1M".into()),
        issued: Some(at),
        promised_on: Some("2026-12-16".parse().unwrap()),
        temporal: Some("2020-01-01/2024-12-31".into()),
        period: Some("2020-2024".into()),
        coverage: Some("CABA".into()),
        format: Some("CSV".into()),
        source: None,
        landing: None,
        license: LICENSE.into(),
        files: vec![Resource {
            id: "camas-1".into(),
            name: "Todas".into(),
            url: Some("https://example.org/camas.csv".into()),
            format: "CSV".into(),
            kind: Kind::Data,
            size: Some(12),
            created: Some(at),
            last_modified: None,
            fields: vec![DataField {
                title: "hospital".into(),
                kind: "string".into(),
                description: String::new(),
            }],
        }],
        gaps: Vec::new(),
        checks: Vec::new(),
    }
}

#[test]
fn others_tools_take_the_entry_of_what_a_request_becomes() {
    let Some(pydatajson) = Validator::find("pydatajson", "catalogue.py") else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let look = |draft: &Draft| {
        let catalogue = json!({
            "title": "Portal",
            "description": "Un portal.",
            "publisher": {"name": "Portal", "mbox": "datos@example.org"},
            "superThemeTaxonomy": "http://datos.gob.ar/superThemeTaxonomy.json",
            "dataset": [catalog::entry(draft)],
        });
        pydatajson.look(&put(&folder, "data.json", catalogue.to_string()))
    };
    let (taken, said) = look(&draft());
    assert!(taken, "{said}");
    // Before there are files.
    let (taken, said) = look(&Draft {
        files: Vec::new(),
        ..draft()
    });
    assert!(taken, "{said}");
    let (taken, said) = look(&Draft {
        issued: None,
        themes: Vec::new(),
        ..draft()
    });
    assert!(!taken && said.lines().count() == 2, "{said}");
    assert!(
        said.contains("'issued' is a required property") && said.contains("'superTheme'"),
        "{said}"
    );
}
