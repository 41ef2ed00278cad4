//! A folder of its own for each test, and the program run in it.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);

/// A working folder, and the variables the program gets.
pub struct Place {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

/// How a run ended.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A program that serves, until it is dropped.
pub struct Serving {
    child: Child,
    /// Where it listens.
    pub address: String,
    /// What it said until it answered.
    pub greeting: String,
    /// What it wrote on its standard output until then.
    pub out: String,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: TempDir::with_prefix("ventanilla-").unwrap(),
            variables: Vec::new(),
        }
    }

    /// A place whose database is ready.
    pub fn migrated() -> Self {
        let place = Self::new();
        place.done(&["migrate"]);
        place
    }

    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.variables
            .push((format!("VENTANILLA_{key}"), value.to_owned()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ventanilla"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .envs(self.variables.iter().cloned())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Runs it with something on its standard input.
    pub fn given(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // It may end before it has read everything; what it says then is what counts.
        let _left = stdin.write_all(input);
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Runs it, and expects it to do what it was asked.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
        ran
    }

    /// Runs it, and expects it to refuse with a reason and a cure.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str], reason: &str) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.status, 1, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(reason), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("cure:"), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        ran
    }

    #[track_caller]
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        self.start(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat())
    }

    /// Starts a command that serves, and waits until it answers.
    #[track_caller]
    pub fn start(&self, arguments: &[&str]) -> Serving {
        let out = self.path("standard-output");
        let mut child = self
            .command(arguments)
            .stderr(Stdio::piped())
            .stdout(File::create(&out).unwrap())
            .spawn()
            .unwrap();
        let (lines, said) = mpsc::channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        // It goes on reading after nobody listens, so that the program can go on talking.
        std::thread::spawn(move || {
            stderr
                .lines()
                .map_while(Result::ok)
                .for_each(|line| drop(lines.send(line)));
        });
        let mut greeting = String::new();
        let mut address = None;
        while let Ok(line) = said.recv_timeout(if address.is_some() {
            Duration::from_millis(300)
        } else {
            PATIENCE
        }) {
            if let Some((_, listen)) = line.split_once(" (listening on ") {
                address = Some(listen.trim_end_matches(')').to_owned());
            }
            greeting.push_str(&line);
            greeting.push('\n');
        }
        let Some(address) = address else {
            let _killed = child.kill();
            panic!("it does not serve: {greeting}");
        };
        Serving {
            child,
            address,
            greeting,
            out: std::fs::read_to_string(out).unwrap(),
        }
    }

    /// The mails that have left.
    pub fn mails(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.path("data/mail")) else {
            return Vec::new();
        };
        let paths = folder.map(|entry| entry.unwrap().path());
        let mut complete: Vec<PathBuf> = paths
            .filter(|path| path.extension() == Some("eml".as_ref()))
            .collect();
        complete.sort();
        complete
            .iter()
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }
}

impl Serving {
    /// One HTTP exchange: the status and the body.
    pub fn ask(&self, method: &str, path: &str, token: Option<&str>, body: &str) -> Option<(u16, String)> {
        self.send(method, path, token, ("application/json", body))
    }

    /// Acts on a request, whatever its version.
    #[track_caller]
    pub fn act(&self, reference: &str, token: &str, body: &str) -> String {
        let path = format!("/api/v1/requests/{reference}/actions");
        let head = "application/json\r\nIf-Match: *";
        let (status, answer) = self.send("POST", &path, Some(token), (head, body)).unwrap();
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// Sends a file to a request.
    pub fn attach(&self, reference: &str, token: &str, name: &str, text: &str) -> Option<(u16, String)> {
        let body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--b--\r\n"
        );
        let path = format!("/api/v1/requests/{reference}/attachments");
        self.send(
            "POST",
            &path,
            Some(token),
            ("multipart/form-data; boundary=b", &body),
        )
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        (media_type, body): (&str, &str),
    ) -> Option<(u16, String)> {
        let address = &self.address;
        let mut stream = TcpStream::connect(address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let authorization = token
            .map(|token| format!("Authorization: Bearer {token}\r\n"))
            .unwrap_or_default();
        let length = body.len();
        // HTTP/1.0 knows no chunks: what comes after the head is the body.
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nHost: {address}\r\n{authorization}\
             Content-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        let body = answer.split_once("\r\n\r\n")?.1.to_owned();
        Some((status, body))
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &self.process().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// Waits for its end: the exit status, and how long it took.
    pub fn end(mut self) -> (Option<i32>, Duration) {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.code(), since.elapsed());
            }
            assert!(since.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// The data that is shared beside the repository.
pub fn shared(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name)
        .display()
        .to_string()
}
