//! A file on its way in: written piece by piece to a temporary name, never more of it than is allowed. Whatever is not taken
//! is gone when it is dropped.

use domain::attachment::{FileRefusal, LARGEST_FILE};
use tempfile::TempPath;
use tokio::{fs::File, io::AsyncWriteExt as _};

/// A file that is still arriving.
#[derive(Debug)]
pub struct Staging {
    file: File,
    path: TempPath,
    size: u64,
}

/// A file that has arrived as a whole, not looked at yet.
#[derive(Debug)]
pub struct Staged {
    /// Where it is, until it is dropped.
    pub(crate) path: TempPath,
    /// Its bytes.
    pub size: u64,
}

/// Why a file did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum StagingError {
    /// It is not taken.
    #[error("refused: {0}")]
    Refused(FileRefusal),
    /// The disk failed.
    #[error("the disk failed: {0}")]
    Io(#[from] std::io::Error),
}

impl Staged {
    /// All of it, if it is no larger than `most`: for those who read a file at once and keep none.
    pub async fn bytes(&self, most: u64) -> std::io::Result<Option<Vec<u8>>> {
        if self.size > most {
            return Ok(None);
        }
        tokio::fs::read(&self.path).await.map(Some)
    }
}

impl Staging {
    pub(crate) fn new(file: std::fs::File, path: TempPath) -> Self {
        Self {
            file: File::from_std(file),
            path,
            size: 0,
        }
    }

    /// Adds the next piece; refuses the one that would make it too large before a byte of it is written.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), StagingError> {
        let size = self.size.saturating_add(piece.len() as u64);
        if size > LARGEST_FILE {
            return Err(StagingError::Refused(FileRefusal::TooLarge));
        }
        self.file.write_all(piece).await?;
        self.size = size;
        Ok(())
    }

    /// All of it is there.
    pub async fn finish(mut self) -> Result<Staged, StagingError> {
        self.file.flush().await?;
        Ok(Staged {
            path: self.path,
            size: self.size,
        })
    }
}
