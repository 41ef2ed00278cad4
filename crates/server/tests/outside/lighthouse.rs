//! What Lighthouse says of the pages that everybody sees first, in the demo's city: nothing is left to wish for. How fast they
//! are is not told here: a machine that runs tests is no measure.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::Command,
    thread,
};

use serde_json::Value;

use crate::{
    place::Place,
    tools::{here, must_run, on_path, variable},
};

const CATEGORIES: [&str; 3] = ["accessibility", "best-practices", "seo"];
/// A page with two faults: a picture and a field that say nothing to whoever does not see them.
const FAULTY: &str = "<!DOCTYPE html><html lang=\"en\"><title>A page</title><h1>A page</h1><img src=\"data:,\"><input type=\"text\">";

/// A Chromium to look with.
struct Lighthouse(PathBuf);

impl Lighthouse {
    /// Nothing if it is not installed as it should be, after saying so; with `CI=true` that is a failure.
    fn find() -> Option<Self> {
        let chromium = variable("VENTANILLA_TEST_CHROMIUM")
            .map_or_else(|| on_path("chromium"), |path| Some(path.into()));
        let read = |name: &str| fs::read(here("tests/outside/lighthouse").join(name)).ok();
        let installed = read("node_modules/installed.json")
            .is_some_and(|installed| Some(installed) == read("package.json"));
        match chromium {
            Some(chromium) if installed && on_path("node").is_some() => Some(Self(chromium)),
            _ => {
                let missing = "Lighthouse, Chromium or Node is not here; tests/run --all installs them";
                assert!(!must_run(), "{missing}");
                println!("DID NOT RUN: {missing}");
                None
            }
        }
    }

    /// What it says of these pages in these forms, a line each.
    fn look(&self, forms: &str, addresses: &[String]) -> Vec<Value> {
        let output = Command::new("node")
            .arg(here("tests/outside/lighthouse/run.mjs"))
            .arg(&self.0)
            .args([&CATEGORIES.join(","), forms])
            .args(addresses)
            .output()
            .unwrap();
        let broke = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{broke}");
        let said = String::from_utf8(output.stdout).unwrap();
        let said: Vec<Value> = said
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(said.len(), addresses.len() * forms.split(',').count());
        said
    }
}

/// Serves one page for as long as the tests run.
fn serve(page: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _asked = stream.read(&mut [0; 4096]);
            let length = page.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _answered = stream.write_all(format!("{head}{page}").as_bytes());
        }
    });
    address
}

#[test]
fn nothing_is_left_to_wish_for_on_what_everybody_sees_first() {
    let Some(lighthouse) = Lighthouse::find() else {
        return;
    };
    let place = Place::new();
    let serving = place.start(&["demo", "--listen", "127.0.0.1:0"]);
    let (_, list) = serving
        .ask("GET", "/api/v1/requests?status=answered&limit=1", None, "")
        .unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    let one = format!("/requests/{}", list["items"][0]["reference"].as_str().unwrap());
    let addresses = ["/", "/requests", &one].map(|path| format!("http://{}{path}", serving.address));
    for said in lighthouse.look("phone,desk", &addresses) {
        for category in CATEGORIES {
            assert_eq!(said["scores"][category], 100, "{said}");
        }
    }

    let faulty = lighthouse.look("phone", &[format!("http://{}/", serve(FAULTY))]);
    assert!(
        faulty[0]["scores"]["accessibility"].as_u64().unwrap() < 100,
        "{faulty:?}"
    );
    for fault in ["image-alt", "label"] {
        assert!(
            faulty[0]["lost"]
                .as_array()
                .unwrap()
                .iter()
                .any(|lost| lost == fault),
            "{faulty:?}"
        );
    }
}
