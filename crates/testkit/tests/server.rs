//! The PostgreSQL server that tests start lives as long as the pipe to it, no longer: that is what a kill leaves behind.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

#[test]
fn it_ends_and_leaves_nothing_when_its_pipe_closes() {
    let mut script = Command::new("sh")
        .args(["-c", include_str!("../postgres.sh")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(script.stdout.take().unwrap())
        .read_line(&mut url)
        .unwrap();
    if url.is_empty() {
        assert_eq!(script.wait().unwrap().code(), Some(3));
        println!("DID NOT RUN: there is no PostgreSQL here");
        return;
    }
    let folder = PathBuf::from(url.trim_end().split_once("host=").unwrap().1);
    let pid = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap();
    let command = Path::new("/proc")
        .join(pid.lines().next().unwrap())
        .join("cmdline");
    assert!(runs(&command));

    drop(script.stdin.take());

    assert!(script.wait().unwrap().success());
    assert!(!runs(&command));
    assert!(!folder.exists());
}

/// A process that ended but was not yet collected has an empty command line.
fn runs(command: &Path) -> bool {
    fs::read(command).is_ok_and(|line| !line.is_empty())
}
