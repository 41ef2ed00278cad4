//! Reading a whole source, page by page.

use domain::dataset::Dataset;

use crate::{Broken, Cursor, PortalError, Reader, Source};

mod ckan;
mod data_json;
mod folder;

/// How many datasets are on a page.
pub const PAGE: usize = 100;

/// Some datasets of a source.
#[derive(Debug)]
pub struct Page {
    /// Those that were understood.
    pub datasets: Vec<Dataset>,
    /// Those that were not.
    pub broken: Vec<Broken>,
    /// How far it is by now. Whoever has kept this page keeps its cursor with it, and goes on from there after whatever happens.
    pub progress: Progress,
}

/// How far the reading is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// From where to go on.
    pub cursor: Cursor,
    /// How many datasets were read, broken ones too, since this reading began.
    pub seen: usize,
    /// How many there are to read in all, if the source says.
    pub total: Option<usize>,
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every dataset that the source has was told.
    All,
    /// What a reading before this one had not told was told.
    Changes,
    /// Nothing was told: nothing has changed.
    Unchanged,
}

/// A reading of a source. It may be dropped at any time, and gone on with from the cursor of any page.
#[derive(Debug)]
pub struct Reading<'a> {
    reader: &'a Reader,
    progress: Progress,
    ended: Option<Ended>,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Ckan(ckan::Portal),
    DataJson(data_json::Catalogue),
    Folder(folder::Folder),
}

/// What a source gives next.
enum Step {
    Page(Sorted),
    End(Ended),
}

impl Reader {
    /// Reads what is new in a source since `since`, as soon as somebody asks for the first page.
    ///
    /// A CKAN portal is read in the order in which its datasets changed, from the cursor on, so that whatever changes meanwhile is
    /// read at the end, and nothing is missed because the pages shift. A catalogue or a folder is read whole.
    pub fn read(&self, source: &Source, since: &Cursor) -> Reading<'_> {
        let mut progress = Progress {
            cursor: since.clone(),
            ..Progress::default()
        };
        let way = match source {
            Source::Ckan { base } => Way::Ckan(ckan::Portal::new(base, &mut progress)),
            Source::DataJson { url } => Way::DataJson(data_json::Catalogue::new(url)),
            Source::Folder { path } => Way::Folder(folder::Folder::new(path)),
        };
        Reading {
            reader: self,
            progress,
            ended: None,
            way,
        }
    }
}

impl Reading<'_> {
    /// The next page; none at the end. After an error the same page may be asked for again.
    pub async fn next(&mut self) -> Result<Option<Page>, PortalError> {
        if self.ended.is_some() {
            return Ok(None);
        }
        let progress = &mut self.progress;
        let step = match &mut self.way {
            Way::Ckan(portal) => portal.next(self.reader, progress).await?,
            Way::DataJson(catalogue) => catalogue.next(self.reader, progress).await?,
            Way::Folder(folder) => folder.next(self.reader, progress)?,
        };
        match step {
            Step::Page(sorted) => Ok(Some(sorted.page(progress))),
            Step::End(ended) => {
                self.ended = Some(ended);
                Ok(None)
            }
        }
    }

    /// How far it is. Its cursor is the one to keep once there are no more pages.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// How it ended, if it has.
    pub const fn ended(&self) -> Option<Ended> {
        self.ended
    }
}

/// Descriptions, understood or not.
#[derive(Debug, Default)]
struct Sorted {
    datasets: Vec<Dataset>,
    broken: Vec<Broken>,
}

impl Sorted {
    fn add(&mut self, understood: Result<Dataset, Broken>) {
        match understood {
            Ok(dataset) => self.datasets.push(dataset),
            Err(broken) => self.broken.push(broken),
        }
    }

    fn len(&self) -> usize {
        self.datasets.len() + self.broken.len()
    }

    /// The page with this on it; the progress counts it.
    fn page(self, progress: &mut Progress) -> Page {
        progress.seen += self.len();
        Page {
            datasets: self.datasets,
            broken: self.broken,
            progress: progress.clone(),
        }
    }
}
