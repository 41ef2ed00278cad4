//! An installation of the real program: its folder, its database, the relay it sends to, and the people in it.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::Duration,
};

use tempfile::TempDir;
use testkit::{Engine, TestDatabase};

use crate::{
    http::{Http, Wire},
    program::{self, Program},
};

/// How long a start may take on a busy machine.
const START: Duration = Duration::from_mins(1);

/// Where the program runs, and with what.
#[derive(Debug)]
pub struct Installation {
    folder: PathBuf,
    database: String,
    mail: String,
    more: Vec<(&'static str, String)>,
    user: Option<u32>,
    program: TempDir,
}

/// The address of a test's database as the program takes it.
pub fn address(database: &TestDatabase) -> String {
    match database.engine() {
        Engine::Sqlite => database.url().trim_end_matches("?mode=rwc").to_owned(),
        Engine::Postgres => database.url().to_owned(),
    }
}

impl Installation {
    /// One in `folder`, on the database at `address`, sending to `mail`.
    pub fn new(folder: &Path, address: &str, mail: &str) -> Self {
        // A copy of the program: a build meanwhile changes nothing in the middle of a test.
        let program = tempfile::tempdir().unwrap();
        std::fs::copy(program::path(), program.path().join("ventanilla")).unwrap();
        Self {
            folder: folder.to_owned(),
            database: address.to_owned(),
            mail: mail.to_owned(),
            more: Vec::new(),
            user: None,
            program,
        }
    }

    /// With one more setting.
    pub fn with(mut self, setting: &'static str, value: &str) -> Self {
        self.more.push((setting, value.to_owned()));
        self
    }

    /// Run by this user, which only root can do. The folder becomes theirs.
    pub fn run_by(mut self, user: u32) -> Self {
        std::os::unix::fs::chown(&self.folder, Some(user), Some(user)).unwrap();
        let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(self.program.path(), everybody).unwrap();
        self.user = Some(user);
        self
    }

    /// The program, and the settings it gets.
    pub fn line(&self) -> (PathBuf, Vec<(&'static str, String)>) {
        let mut settings = vec![
            (
                "VENTANILLA_DATA_DIR",
                self.folder.join("data").display().to_string(),
            ),
            ("VENTANILLA_DATABASE_URL", self.database.clone()),
            ("VENTANILLA_MAIL_URL", self.mail.clone()),
            ("VENTANILLA_LISTEN", "127.0.0.1:0".to_owned()),
            ("VENTANILLA_LIMITS", "off".to_owned()),
            ("VENTANILLA_STAFF_SECOND_FACTOR", "off".to_owned()),
        ];
        settings.extend(self.more.iter().cloned());
        (self.program.path().join("ventanilla"), settings)
    }

    /// The command line, with the settings in its environment and nothing else.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let (program, settings) = self.line();
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear()
            .envs(settings);
        if let Some(user) = self.user {
            std::os::unix::process::CommandExt::uid(&mut command, user);
            std::os::unix::process::CommandExt::gid(&mut command, user);
        }
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Runs a command that must succeed; gives its standard output.
    pub fn must(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "ventanilla {}: {errors}",
            arguments.join(" ")
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts `serve`, not waiting for it.
    pub fn launch(&self) -> Program {
        Program::start(self.command(&["serve"]))
    }

    /// Starts `serve` and waits until it can read and write.
    pub async fn serve(&self) -> (Program, SocketAddr) {
        let mut program = self.launch();
        let at = ready(&mut program).await;
        (program, at)
    }

    /// Makes a person of `role` and a token to act as them.
    pub fn token(&self, email: &str, role: &str, area: Option<&str>) -> String {
        let mut arguments = vec![
            "person", "create", "--email", email, "--name", email, "--role", role,
        ];
        arguments.extend(area.into_iter().flat_map(|slug| ["--area", slug]));
        self.must(&arguments);
        let token = self.must(&["token", "create", "--email", email, "--scope", "write"]);
        token.trim_end().to_owned()
    }
}

/// Waits until a `serve` says where it answers and is ready there.
pub async fn ready(program: &mut Program) -> SocketAddr {
    let Some(line) = program.hear("answers at http://", START) else {
        panic!("serve did not start:\n{}", program.said());
    };
    let at = line
        .split("http://")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    let at: Option<SocketAddr> = at.and_then(|at| at.parse().ok());
    let at = at.unwrap_or_else(|| panic!("no address: {line:?}"));
    let mut http = Http::connect(at).await.expect("it listens");
    let status = http.call(&Wire::get("/readyz", None)).await.expect("it answers");
    assert_eq!(status, 200, "not ready:\n{}", program.said());
    at
}
