//! Chromium, Node and its packages: found here, installed by `tests/run`, and run with one line of JSON.

use std::{
    env, fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;

const CURE: &str = "run tests/run, which installs it on Debian as root and otherwise says what to install";

/// What a script printed, and whether it was content.
#[derive(Debug)]
pub struct Said {
    /// Whether there was nothing to find.
    pub content: bool,
    /// All of it.
    pub text: String,
}

/// A Chromium, with all that is needed to have it driven.
#[derive(Debug)]
pub struct Browser(PathBuf);

impl Browser {
    /// The one of this machine. Nothing if there is none, after saying so; with `CI=true` that is a failure.
    pub fn find() -> Option<Self> {
        match found() {
            Ok(chromium) => Some(Self(chromium)),
            Err(missing) => {
                let must_run = variable("CI").is_some_and(|value| value == "true");
                assert!(!must_run, "{missing}; {CURE}");
                println!("DID NOT RUN in a browser: {missing}; {CURE}");
                None
            }
        }
    }

    /// Runs a script of `tools`, with the way to Chromium added to its input.
    pub async fn run(&self, script: &'static str, mut input: Value) -> Said {
        input["chromium"] = self.0.display().to_string().into();
        let run = move || {
            let mut child = Command::new("node")
                .arg(folder().join(script))
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // It ends when this pipe closes: it cannot outlive us.
            let mut told = child.stdin.take().unwrap();
            writeln!(told, "{input}").unwrap();
            let output = child.wait_with_output().unwrap();
            drop(told);
            output
        };
        let output = tokio::task::spawn_blocking(run).await.unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let failed = String::from_utf8_lossy(&output.stderr).into_owned();
        let content = match output.status.code() {
            Some(0) => true,
            Some(1) if failed.is_empty() => false,
            _ => panic!("{script} broke: {}\n{text}{failed}", output.status),
        };
        Said { content, text }
    }
}

/// The way to Chromium, if everything else is there too; or what is missing.
fn found() -> Result<PathBuf, String> {
    let chromium = match variable("VENTANILLA_TEST_CHROMIUM") {
        Some(path) => PathBuf::from(path),
        None => on_path("chromium").ok_or("there is no Chromium here")?,
    };
    on_path("node").ok_or("there is no Node here")?;
    let read = |name: &str| fs::read(folder().join(name)).ok();
    let wanted = read("package.json");
    if wanted.is_none() || wanted != read("node_modules/installed.json") {
        return Err("the packages of tests/browser/tools are not installed".to_owned());
    }
    Ok(chromium)
}

fn folder() -> PathBuf {
    tests::root().join("tests/browser/tools")
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = variable("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test run is configured by its environment only"
)]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
