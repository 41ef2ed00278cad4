//! A process of the real program: started, watched by what it says, signalled, and never left behind.

use std::{
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

/// A running process. It is killed when it is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

/// The program that was built together with this test.
///
/// # Panics
/// If it was not, with what to do.
pub fn path() -> PathBuf {
    let here = std::env::current_exe().expect("this test has a path");
    let folder = here.ancestors().nth(2).expect("tests lie in target/PROFILE/deps");
    let program = folder.join("ventanilla");
    assert!(
        program.is_file(),
        "there is no {}; build it first: cargo build --workspace",
        program.display()
    );
    program
}

impl Program {
    /// Starts `command`, and listens to its standard error.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (speak, lines) = channel();
        let errors = child.stderr.take().expect("it is piped");
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                if speak.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            lines,
            said: Vec::new(),
        }
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line with `words`; none if it ends, or takes more than `patience`, without saying them.
    pub fn hear(&mut self, words: &str, patience: Duration) -> Option<String> {
        let until = Instant::now() + patience;
        loop {
            match self
                .lines
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(line) => {
                    let found = line.contains(words);
                    self.said.push(line.clone());
                    if found {
                        return Some(line);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// All it said so far.
    pub fn said(&mut self) -> String {
        self.said.extend(self.lines.try_iter());
        self.said.join("\n")
    }

    /// SIGKILL, and waits until it is gone.
    pub fn kill(&mut self) {
        let _gone_before = self.child.kill();
        self.child.wait().expect("a child can be waited for");
    }

    /// Stops it in the middle of what it does, every thread of it: it says nothing more.
    pub fn freeze(&self) {
        self.signal("STOP");
        let threads = format!("/proc/{}/task", self.id());
        let stopped = |task: std::fs::DirEntry| {
            let state = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
            // After the name, which is in brackets. One that waits for the disk stops when it comes back from there.
            let state = state.rsplit(") ").next().and_then(|rest| rest.chars().next());
            !matches!(state, Some('R' | 'S'))
        };
        while !std::fs::read_dir(&threads).unwrap().flatten().all(stopped) {
            std::thread::yield_now();
        }
    }

    /// Sends a signal by its name: `STOP`, `CONT`, `TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.id())])
            .status();
        assert!(sent.expect("sh starts").success(), "the process is gone");
    }

    /// SIGTERM; how it ended, if it did within `patience`.
    pub fn end(mut self, patience: Duration) -> Option<ExitStatus> {
        self.signal("TERM");
        self.wait(patience)
    }

    /// How it ended, if it does within `patience`.
    pub fn wait(&mut self, patience: Duration) -> Option<ExitStatus> {
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                // The last words may still be in the pipe.
                self.said.extend(std::iter::from_fn(|| {
                    self.lines.recv_timeout(Duration::from_secs(1)).ok()
                }));
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
