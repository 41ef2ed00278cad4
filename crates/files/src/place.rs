//! Where the bytes are: below a random name that nobody outside chose, written to a temporary name, made durable and then
//! renamed, never over another file. Two files are looked at at a time, so that twenty that arrive at once take no memory.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use domain::{
    attachment::{FileRefusal, NewAttachment, Quotas, clean_name},
    secret,
};
use futures::{Stream, StreamExt as _};
use jiff::Timestamp;
use object_store::{
    ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, local::LocalFileSystem, memory::InMemory,
    path::Path as Name,
};
use sha2::{Digest as _, Sha256};
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::{
    inspect,
    staging::{Staged, Staging},
};

/// How many are looked at at once.
const AT_ONCE: usize = 2;
/// The folder of the bytes, below the data folder.
const KEPT: &str = "files";
/// The folder of what is still arriving: beside the other, so that no backup holds half a file.
const ARRIVING: &str = "incoming";

/// Where files are kept. Clones share it.
#[derive(Clone)]
pub struct Files(Arc<Inner>);

struct Inner {
    store: Arc<dyn ObjectStore>,
    arriving: Option<PathBuf>,
    looking: Arc<Semaphore>,
    quotas: Quotas,
}

/// Why bytes cannot be kept, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The disk failed.
    #[error("the files cannot be used: {0}")]
    Io(#[from] std::io::Error),
    /// The store failed.
    #[error("the files cannot be used: {0}")]
    Store(#[from] object_store::Error),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random,
    /// Whoever looked at it stopped.
    #[error("a file could not be looked at")]
    Stopped,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// It is not one we take.
    #[error("refused: {0}")]
    Refused(FileRefusal),
    /// It could not be kept.
    #[error(transparent)]
    Place(#[from] PlaceError),
}

/// Something that is kept, and since when.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its name.
    pub object: String,
    /// When it was written.
    pub at: Timestamp,
}

impl Files {
    /// In `files` below the data folder, for us alone.
    pub fn in_folder(data: &Path, quotas: Quotas) -> Result<Self, PlaceError> {
        let (kept, arriving) = (data.join(KEPT), data.join(ARRIVING));
        for folder in [&kept, &arriving] {
            private_folder(folder)?;
        }
        let store = LocalFileSystem::new_with_prefix(&kept)?
            .with_automatic_cleanup(false)
            .with_fsync(true);
        Ok(Self::new(Arc::new(store), Some(arriving), quotas))
    }

    /// Nowhere but in memory: for tests.
    pub fn in_memory(quotas: Quotas) -> Self {
        Self::new(Arc::new(InMemory::new()), None, quotas)
    }

    fn new(store: Arc<dyn ObjectStore>, arriving: Option<PathBuf>, quotas: Quotas) -> Self {
        Self(Arc::new(Inner {
            store,
            arriving,
            looking: Arc::new(Semaphore::new(AT_ONCE)),
            quotas,
        }))
    }

    /// How much may be kept.
    pub fn quotas(&self) -> Quotas {
        self.0.quotas
    }

    /// Begins to take a file in.
    pub fn stage(&self) -> Result<Staging, PlaceError> {
        let mut draft = tempfile::Builder::new();
        let draft = draft.prefix("arriving-");
        let draft = match &self.0.arriving {
            Some(folder) => draft.tempfile_in(folder)?,
            None => draft.tempfile()?,
        };
        let (file, path) = draft.into_parts();
        Ok(Staging::new(file, path))
    }

    /// Looks at a file that has arrived as `name`, and keeps what may be kept of it: durable when this returns.
    pub async fn take(&self, staged: Staged, name: &str) -> Result<NewAttachment, TakeError> {
        let looking = Arc::clone(&self.0.looking);
        let turn = looking.acquire_owned().await.map_err(|_| PlaceError::Stopped)?;
        let given = name.to_owned();
        let looked = spawn_blocking(move || {
            // Whoever hangs up does not make room for another: the work goes on.
            let _turn = turn;
            let bytes = Bytes::from(std::fs::read(&staged.path).map_err(PlaceError::Io)?);
            let found = inspect::inspect(&bytes, &given).map_err(TakeError::Refused)?;
            let sha256 = secret::hex(&Sha256::digest(&found.bytes));
            Ok::<_, TakeError>((found, sha256))
        });
        let (found, sha256) = looked.await.map_err(|_| PlaceError::Stopped)??;
        let mut random = [0; 16];
        secret::fill(&mut random).map_err(|_| PlaceError::Random)?;
        let random = secret::hex(&random);
        let object = format!("{}/{random}", &random[..2]);
        let size = found.bytes.len() as u64;
        let options = PutOptions::from(PutMode::Create);
        self.0
            .store
            .put_opts(&Name::from(object.as_str()), found.bytes.into(), options)
            .await
            .map_err(PlaceError::Store)?;
        Ok(NewAttachment {
            name: clean_name(name, found.kind),
            kind: found.kind,
            size,
            sha256,
            object,
            findings: found.findings,
        })
    }

    /// The bytes kept under a name, piece by piece; none if there are none.
    pub async fn read(
        &self,
        object: &str,
    ) -> Result<Option<impl Stream<Item = Result<Bytes, object_store::Error>> + Send + use<>>, PlaceError>
    {
        match self.0.store.get(&Name::from(object)).await {
            Ok(found) => Ok(Some(found.into_stream())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes the bytes kept under a name; that they are gone already is no error.
    pub async fn remove(&self, object: &str) -> Result<(), PlaceError> {
        match self.0.store.delete(&Name::from(object)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Everything that is kept.
    pub(crate) async fn all(&self) -> Result<Vec<Kept>, PlaceError> {
        let mut found = Vec::new();
        let mut listed = self.0.store.list(None);
        while let Some(one) = listed.next().await {
            let one = one?;
            found.push(Kept {
                object: one.location.to_string(),
                at: Timestamp::from_millisecond(one.last_modified.timestamp_millis())
                    .unwrap_or(Timestamp::MAX),
            });
        }
        Ok(found)
    }

    /// Removes what began to arrive before `oldest` and never did: whoever took it in was stopped.
    pub(crate) fn drop_arriving(&self, oldest: Timestamp) -> Result<usize, PlaceError> {
        let Some(folder) = &self.0.arriving else {
            return Ok(0);
        };
        let mut dropped = 0;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let at = Timestamp::try_from(entry.metadata()?.modified()?).unwrap_or(Timestamp::MAX);
            if at < oldest {
                std::fs::remove_file(entry.path())?;
                dropped += 1;
            }
        }
        Ok(dropped)
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Files({})", self.0.store)
    }
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
