//! An open-data portal on loopback: it serves the descriptions it is given as CKAN and as a `data.json`, files beside them, and
//! misbehaves when a test tells it to. Nothing here sleeps: silence lasts until the client leaves.
#![expect(clippy::unwrap_used, reason = "a test whose portal does not stand must stop")]

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

mod answers;
mod catalogue;
mod search;
mod writing;

/// What the portal does instead of its duty, to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbehaviour {
    /// Somebody before it answers, for people, with this status.
    Html(u16),
    /// It answers this, of this content type, with this status.
    Says(u16, &'static str, String),
    /// It answers with half of what it should, as if that were all.
    Truncated,
    /// It announces all of it, and breaks off after half.
    BreaksOff,
    /// It does its duty.
    None,
    /// It never answers.
    Silent,
    /// It is busy, and says for how long (`Retry-After`).
    Busy(String),
    /// It is elsewhere.
    Moved(String),
}

/// A file that the portal serves beside its descriptions, below `/files/`.
#[derive(Debug, Clone, Default)]
pub struct PortalFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it is.
    pub content_type: String,
    /// When it changed last, as HTTP writes it.
    pub last_modified: Option<String>,
    /// The status of an answer to HEAD; zero: as to GET.
    pub to_head: u16,
    /// Where else it is.
    pub moved: Option<String>,
}

/// A portal of one's own.
#[derive(Debug)]
pub struct Portal {
    address: SocketAddr,
    house: House,
    serving: JoinHandle<()>,
}

type House = Arc<Mutex<Inside>>;

#[derive(Debug, Default)]
struct Inside {
    packages: BTreeMap<String, Value>,
    files: BTreeMap<String, PortalFile>,
    misbehaves: VecDeque<Misbehaviour>,
    asked: Vec<String>,
    changes: u64,
    silenced: Arc<Notify>,
    token: Option<String>,
    organisations: Vec<String>,
    groups: Vec<String>,
    written: Vec<(String, Value)>,
}

impl Portal {
    /// Opens a portal with these descriptions, each as `package_show` gives it.
    pub async fn open(packages: Vec<Value>) -> Self {
        let house = House::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = answers::router(Arc::clone(&house), format!("http://{address}"));
        let serving = tokio::spawn(async move {
            axum::serve(listener, router).await.unwrap();
        });
        let portal = Self {
            address,
            house,
            serving,
        };
        for package in packages {
            portal.put(package);
        }
        portal
    }

    /// Its root, without a slash at the end.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it is: what an operator has to allow.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Puts a description up, or another one in its place.
    pub fn put(&self, package: Value) {
        let name = package["name"].as_str().unwrap_or("nameless").to_owned();
        let mut inside = self.inside();
        inside.changes += 1;
        inside.packages.insert(name, package);
    }

    /// Takes a description down.
    pub fn remove(&self, name: &str) {
        let mut inside = self.inside();
        inside.changes += 1;
        inside.packages.remove(name).unwrap();
    }

    /// Puts a file up, and says where it is.
    pub fn put_file(&self, name: &str, file: PortalFile) -> String {
        self.inside().files.insert(name.to_owned(), file);
        format!("{}/files/{name}", self.base())
    }

    /// Misbehaves at the next request, after those it already will.
    pub fn misbehave(&self, how: Misbehaviour) {
        self.inside().misbehaves.push_back(how);
    }

    /// Waits until somebody waits for an answer that will not come.
    pub async fn until_silent(&self) {
        let silenced = Arc::clone(&self.inside().silenced);
        silenced.notified().await;
    }

    /// Lets whoever has this token write, for these organisations.
    pub fn let_write(&self, token: &str, organisations: &[&str]) {
        let mut inside = self.inside();
        inside.token = Some(token.to_owned());
        inside.organisations = organisations.iter().map(|name| (*name).to_owned()).collect();
    }

    /// Lets whoever may write file datasets under these groups, too.
    pub fn let_file_under(&self, groups: &[&str]) {
        self.inside().groups = groups.iter().map(|name| (*name).to_owned()).collect();
    }

    /// What was written since this was asked last, by whoever may: the action and what came with it, whether it was right or not.
    pub fn written(&self) -> Vec<(String, Value)> {
        std::mem::take(&mut self.inside().written)
    }

    /// A description as it is now.
    pub fn package(&self, name: &str) -> Option<Value> {
        self.inside().packages.get(name).cloned()
    }

    /// What it was asked since this was asked last: method, path, query as it reads, and `If-None-Match`.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.inside().asked)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        lock(&self.house)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// The descriptions of 383 datasets of Buenos Aires that lie beside the repository, or none where they are missing, which never is
/// so in CI.
pub fn buenos_aires() -> Option<PathBuf> {
    shared("ba-data-ckan/buenos_aires_data/metadata")
}

/// The descriptions of five national datasets that lie beside the repository.
pub fn argentina() -> Option<PathBuf> {
    shared("datos-gob-ar-ckan")
}

/// The descriptions in a folder, in the order of its files.
pub fn descriptions(folder: &std::path::Path) -> Vec<Value> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let described = paths.iter().map(|path| std::fs::read(path).unwrap());
    described
        .map(|bytes| serde_json::from_slice(&bytes).unwrap())
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
fn shared(folder: &str) -> Option<PathBuf> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(folder);
    let is_here = path.is_dir();
    assert!(
        is_here || std::env::var_os("CI").is_none(),
        "{} is missing",
        path.display()
    );
    is_here.then_some(path)
}

fn lock(house: &House) -> MutexGuard<'_, Inside> {
    house.lock().unwrap_or_else(PoisonError::into_inner)
}
