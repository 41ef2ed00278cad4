//! One PostgreSQL server for this test process, or the one that `VENTANILLA_TEST_POSTGRES` names.

use std::{
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    process::{ChildStdin, Command, Stdio},
    sync::OnceLock,
};

const NONE: &str = "there is no PostgreSQL here; on Debian: apt-get install postgresql \
                    (or set VENTANILLA_TEST_POSTGRES to the URL of a server that tests may use)";

/// The server's end of the pipe is the only thing that keeps it alive: when this process ends, however, it closes.
struct Server {
    url: String,
    _alive: Option<ChildStdin>,
}

/// The address of the server, started at the first call; or why there is none.
pub fn url() -> Result<&'static str, &'static str> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    match SERVER.get_or_init(start) {
        Ok(server) => Ok(&server.url),
        Err(reason) => Err(reason),
    }
}

/// Whether tests must fail where there is no server, instead of saying that they did not run.
pub fn must_run() -> bool {
    variable("CI").is_some_and(|value| value == "true")
}

fn start() -> Result<Server, String> {
    if let Some(url) = variable("VENTANILLA_TEST_POSTGRES") {
        return Ok(Server { url, _alive: None });
    }
    // A group of its own: a Ctrl-C at the terminal must reach us, and the server through us.
    let mut child = Command::new("sh")
        .args(["-c", include_str!("../postgres.sh")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| format!("sh: {error}"))?;
    let mut url = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output)
            .read_line(&mut url)
            .map_err(|error| error.to_string())?;
    }
    if url.ends_with('\n') {
        return Ok(Server {
            url: url.trim_end().to_owned(),
            _alive: child.stdin.take(),
        });
    }
    let mut said = String::new();
    if let Some(mut errors) = child.stderr.take() {
        errors
            .read_to_string(&mut said)
            .map_err(|error| error.to_string())?;
    }
    let code = child.wait().map_err(|error| error.to_string())?.code();
    Err(match code {
        Some(3) => format!("{NONE} {said}").trim_end().to_owned(),
        _ => format!("PostgreSQL did not start: {said}"),
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test run is configured by its environment only"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
