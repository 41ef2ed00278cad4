//! The script that counts again, and the comparison of what it finds with what we say.

use std::{
    env,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

const PYTHON: &str = "python3";
const CURE: &str =
    "run tests/run, which installs it on Debian as root, or install it: apt-get install python3 tzdata";

/// `tests/scripts/figures.py`, and a Python to run it.
pub struct Script;

impl Script {
    /// Nothing if this machine has no Python, after saying so; with `CI=true` that is a failure.
    pub fn find() -> Option<Self> {
        let can = "import sys, zoneinfo; zoneinfo.ZoneInfo('America/Argentina/Buenos_Aires'); sys.exit(sys.version_info < (3, 9))";
        let found = Command::new(PYTHON).args(["-c", can]).output();
        if found.is_ok_and(|output| output.status.success()) {
            return Some(Self);
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "the runner of the tests says whether they must run"
        )]
        let must_run = env::var("CI").is_ok_and(|value| value == "true");
        assert!(!must_run, "no Python 3.9 with time zones; {CURE}");
        println!("DID NOT RUN: no Python 3.9 with time zones; {CURE}");
        None
    }

    /// What it counts in these events and reuses.
    pub async fn count(&self, csv: &str, reuses: &str, narrowed: &[(&str, &str)]) -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/figures.py");
        let mut command = Command::new(PYTHON);
        command.arg(path).stdin(Stdio::piped()).stdout(Stdio::piped());
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), reuses).unwrap();
        command.arg("--reuses").arg(file.path());
        for (key, value) in narrowed {
            command.args([format!("--{key}"), (*value).to_owned()]);
        }
        let csv = csv.to_owned();
        let run = move || {
            let mut child = command.spawn().unwrap();
            child.stdin.take().unwrap().write_all(csv.as_bytes()).unwrap();
            child.wait_with_output().unwrap()
        };
        let output = tokio::task::spawn_blocking(run).await.unwrap();
        assert!(output.status.success(), "{narrowed:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Fails where the two differ, saying where; gives how many values were compared.
pub fn differences(told: &Value, counted: &Value, at: &str, of: &str) -> usize {
    match (told, counted) {
        (Value::Object(told), Value::Object(counted)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            let (mut ours, mut theirs) = (keys(told), keys(counted));
            ours.sort();
            theirs.sort();
            assert_eq!(ours, theirs, "{of}: {at}");
            let each = told
                .iter()
                .map(|(key, value)| differences(value, &counted[key], &format!("{at}/{key}"), of));
            each.sum()
        }
        (Value::Array(told), Value::Array(counted)) => {
            assert_eq!(told.len(), counted.len(), "{of}: {at}: {told:?} and {counted:?}");
            let pairs = told.iter().zip(counted).enumerate();
            pairs
                .map(|(place, (told, counted))| differences(told, counted, &format!("{at}/{place}"), of))
                .sum()
        }
        _ => {
            assert_eq!(told, counted, "{of}: {at}");
            1
        }
    }
}
