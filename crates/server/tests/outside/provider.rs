//! Signing in at a provider of identities that is certified for it (`OpenID` Basic), with the program as it is: it finds the
//! provider out, sends people there, and knows again who comes back.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

use crate::{
    place::Place,
    tools::{here, must_run, on_path},
};

/// The provider and a browser, as one program. It ends with this.
struct Provider {
    child: Child,
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    issuer: String,
}

impl Provider {
    /// Nothing if it is not installed as it should be, after saying so; with `CI=true` that is a failure.
    fn start() -> Option<Self> {
        let folder = here("tests/outside/provider");
        let read = |name: &str| fs::read(folder.join(name)).ok();
        let installed = read("node_modules/installed.json")
            .is_some_and(|installed| Some(installed) == read("package.json"));
        if !installed || on_path("node").is_none() {
            let missing = "oidc-provider or Node is not here; tests/run --all installs them";
            assert!(!must_run(), "{missing}");
            println!("DID NOT RUN: {missing}");
            return None;
        }
        let mut child = Command::new("node")
            .arg(folder.join("run.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut provider = Self {
            commands: child.stdin.take(),
            answers: BufReader::new(child.stdout.take().unwrap()),
            child,
            issuer: String::new(),
        };
        let said = provider.answer();
        provider.issuer.push_str(said["issuer"].as_str().unwrap());
        Some(provider)
    }

    fn asks(&mut self, command: &Value) -> Value {
        writeln!(self.commands.as_mut().unwrap(), "{command}").unwrap();
        let answer = self.answer();
        assert!(answer["error"].is_null(), "{command}: {}", answer["error"]);
        answer
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    /// A new browser signs in as somebody and ends somewhere.
    fn walk(&mut self, from: &str, sub: &str) -> Value {
        self.asks(&json!({"do": "walk", "from": from, "sub": sub}))
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ended = self.child.wait();
    }
}

#[track_caller]
fn ended(at: &Value, address: &str, words: &str) {
    let (found, html) = (at["address"].as_str().unwrap(), at["html"].as_str().unwrap());
    assert!(found.starts_with(address), "{found} is not {address}: {html}");
    assert!(html.contains(words), "{words:?} is not at {found}: {html}");
}

#[test]
fn a_certified_provider_says_who_somebody_is() {
    let Some(mut provider) = Provider::start() else {
        return;
    };
    let place = Place::migrated()
        .with("OIDC_ISSUER", &provider.issuer)
        .with("OIDC_CLIENT_ID", "ventanilla")
        .with("OIDC_CLIENT_SECRET", "a secret of ours")
        .with("OIDC_NAME", "miCuenta");
    place.done(&["check", "config"]);
    let serving = place.serve(&[]);
    let ours = format!("http://{}", serving.address);
    let at = |path: &str| format!("{ours}{path}");
    provider.asks(&json!({"do": "begin", "redirect": at("/sign-in/oidc/callback")}));

    // Somebody new, and the same person again, whatever their address is there by now.
    let account = |email: &str| json!({"do": "account", "sub": "maria", "email": email});
    provider.asks(&account("maria@example.org"));
    let inside = provider.walk(&at("/sign-in/oidc?next=/me"), "maria");
    ended(&inside, &at("/me"), "maria@example.org");
    provider.asks(&account("otra@example.org"));
    let inside = provider.walk(&at("/sign-in/oidc?next=/me"), "maria");
    ended(&inside, &at("/me"), "maria@example.org");
    assert!(!inside["html"].as_str().unwrap().contains("otra@example.org"));

    // A state that was tampered with; the right one is of no use after it.
    let stop = at("/sign-in/oidc/callback");
    let back =
        provider.asks(&json!({"do": "walk", "from": at("/sign-in/oidc"), "sub": "maria", "stop": stop}));
    let back = back["address"].as_str().unwrap();
    let tampered = back.replace("state=", "state=x");
    for address in [tampered.as_str(), back] {
        let refused = provider.asks(&json!({"do": "open", "address": address}));
        assert_eq!(refused["status"], 422);
        ended(&refused, &stop, "Ese intento de ingreso ya no sirve");
    }
    let outside = provider.asks(&json!({"do": "open", "address": at("/me")}));
    ended(&outside, &at("/sign-in?next="), "Ingresar con miCuenta");

    // Whoever answers for the government by now comes in by mail, to enrol the app of their second factor.
    let create = [
        "person",
        "create",
        "--email",
        "maria@example.org",
        "--name",
        "Maria",
    ];
    place.done(&[&create[..], &["--role", "coordinator"]].concat());
    provider.asks(&account("maria@example.org"));
    let half = provider.walk(&at("/sign-in/oidc"), "maria");
    ended(&half, &at("/sign-in?identity=1"), "miCuenta");
    let out = provider.asks(&json!({"do": "open", "address": at("/desk")}));
    ended(&out, &at("/sign-in?next="), "Ingresar");
}
