//! A Postfix of one test: its own configuration, queue and mailboxes in a folder of its own, on a free port of loopback. It
//! ends with the test.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::{MetadataExt as _, PermissionsExt, chown},
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::installation::Installation;

/// Whose mailboxes these are, and as whom mail is handed over: neither root nor Postfix's own user may be.
pub const NOBODY: u32 = 65_534;

const CONFIGURATION: &str = "compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/state
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mx.example.org
myorigin = example.org
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
# There is no network and no name server.
smtpd_peername_lookup = no
alias_maps =
alias_database =
local_recipient_maps =
notify_classes =
# A mailbox that is not there is found out when the mail is taken already.
smtpd_reject_unlisted_recipient = no
virtual_mailbox_domains = example.org
virtual_mailbox_base = {folder}/mailboxes
virtual_mailbox_maps = texthash:{folder}/mailboxes.map
virtual_minimum_uid = 1
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
# From here on as in OPERATING.md.
recipient_delimiter = +
relay_domains = datos.example.org
relay_recipient_maps = regexp:{folder}/ventanilla-recipients
transport_maps = regexp:{folder}/ventanilla-transport
ventanilla_destination_recipient_limit = 1
message_size_limit = 10485760
";

const SERVICES: &str = "127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
ventanilla unix - n n - 4 pipe
  flags=RO null_sender= user=nobody directory={directory}
  argv={program} mail receive --recipient ${original_recipient}
";

const ADDRESSES: &str = r"/^(responder|bounce)\+[a-z2-7]+@datos\.example\.org$/";

/// Why it cannot run here, if it cannot.
pub fn can_run() -> Result<(), &'static str> {
    if !Path::new("/usr/sbin/postfix").exists() {
        return Err("there is no Postfix; to run it: apt-get install postfix");
    }
    // Whoever runs this test owns its folder.
    let folder = tempfile::tempdir().unwrap();
    if fs::metadata(folder.path()).unwrap().uid() != 0 {
        return Err("only root can start a mail server");
    }
    Ok(())
}

/// A port that nobody has.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// A mail server that runs.
#[derive(Debug)]
pub struct Postfix {
    port: u16,
    folder: TempDir,
}

impl Postfix {
    /// One with these mailboxes, that hands what is for us to the program of `installation`.
    pub fn start(port: u16, installation: &Installation, mailboxes: &[&str]) -> Self {
        let folder = TempDir::with_prefix("ventanilla-postfix-").unwrap();
        let postfix = Self { port, folder };
        let path = postfix.folder.path();
        fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
        for name in ["queue", "state", "mailboxes"] {
            fs::create_dir(path.join(name)).unwrap();
        }
        chown(path.join("mailboxes"), Some(NOBODY), Some(NOBODY)).unwrap();
        let state = Command::new("chown")
            .arg("postfix")
            .arg(path.join("state"))
            .status();
        assert!(state.unwrap().success());
        let (program, settings) = installation.line();
        let settings: Vec<String> = settings
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        // Postfix passes on nothing of its environment, and takes no spaces: a script has the settings.
        let script = path.join("receive");
        let quoted: Vec<String> = settings.iter().map(|setting| format!("'{setting}'")).collect();
        let text = format!(
            "#!/bin/sh\nexec env {} '{}' \"$@\"\n",
            quoted.join(" "),
            program.display()
        );
        fs::write(&script, text).unwrap();
        fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
        let boxes: Vec<String> = mailboxes
            .iter()
            .map(|address| format!("{address} {}/", address.split('@').next().unwrap()))
            .collect();
        let fill = |text: &str| {
            text.replace("{folder}", &path.display().to_string())
                .replace("{port}", &port.to_string())
                .replace("{directory}", &path.join("mailboxes").display().to_string())
                .replace("{program}", &script.display().to_string())
        };
        for (name, text) in [
            ("main.cf", fill(CONFIGURATION)),
            ("master.cf", fill(SERVICES)),
            ("mailboxes.map", boxes.join("\n") + "\n"),
            ("ventanilla-recipients", format!("{ADDRESSES} OK\n")),
            ("ventanilla-transport", format!("{ADDRESSES} ventanilla:\n")),
        ] {
            fs::write(path.join(name), text).unwrap();
        }
        let started = postfix.command("start");
        assert!(
            started.status.success(),
            "{}{}",
            String::from_utf8_lossy(&started.stderr),
            postfix.log()
        );
        postfix
    }

    /// Its address as a mail URL.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it wrote about its work.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// The mail with these words in a mailbox, once it is there.
    pub fn mail_to(&self, mailbox: &str, words: &str, patience: Duration) -> String {
        let new = self.folder.path().join("mailboxes").join(mailbox).join("new");
        let begun = Instant::now();
        loop {
            let mails = fs::read_dir(&new).into_iter().flatten().flatten();
            let texts = mails.filter_map(|mail| fs::read(mail.path()).ok());
            let mut found = texts.filter(|bytes| readable(bytes).contains(words));
            if let Some(bytes) = found.next() {
                return String::from_utf8_lossy(&bytes).into_owned();
            }
            assert!(
                begun.elapsed() < patience,
                "no {words:?} for {mailbox}:\n{}",
                self.log()
            );
            sleep(Duration::from_millis(20));
        }
    }

    fn command(&self, what: &str) -> std::process::Output {
        let mut command = Command::new("/usr/sbin/postfix");
        command.arg("-c").arg(self.folder.path()).arg(what);
        command.output().unwrap()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ended = self.command("stop");
    }
}

/// What a mail program shows of it.
fn readable(bytes: &[u8]) -> String {
    let mail = mail_parser::MessageParser::default().parse(bytes);
    let text = mail.as_ref().and_then(|mail| mail.body_text(0));
    text.map(std::borrow::Cow::into_owned).unwrap_or_default()
}
