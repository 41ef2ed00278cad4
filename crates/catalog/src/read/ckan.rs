//! A CKAN portal, in the order in which its datasets changed.

use serde_json::Value;
use url::Url;

use super::{Ended, PAGE, Progress, Sorted, Step};
use crate::{Kind, PortalError, Reader, mapping};

#[derive(Debug)]
pub struct Portal {
    base: Url,
    ends: Ended,
    is_over: bool,
}

impl Portal {
    pub fn new(base: &Url, progress: &mut Progress) -> Self {
        // Places are counted anew: what was there may have moved on.
        progress.cursor.skip = 0;
        Self {
            base: base.clone(),
            ends: match progress.cursor.at {
                Some(_) => Ended::Changes,
                None => Ended::All,
            },
            is_over: false,
        }
    }

    pub async fn next(&mut self, reader: &Reader, progress: &mut Progress) -> Result<Step, PortalError> {
        while !self.is_over {
            let Found { count, mut packages } = search(reader, &self.base, progress).await?;
            let behind = progress.cursor.skip + packages.len();
            self.is_over = packages.is_empty() || behind >= count;
            let next = progress.cursor.behind(&packages);
            packages.retain(|package| !progress.cursor.has(package));
            progress.cursor = next;
            progress.total = Some(progress.seen + packages.len() + count.saturating_sub(behind));
            if !packages.is_empty() {
                let mut sorted = Sorted::default();
                for package in &packages {
                    sorted.add(mapping::package(package, &reader.zone));
                }
                return Ok(Step::Page(sorted));
            }
        }
        Ok(Step::End(self.ends))
    }
}

struct Found {
    /// How many there are, from the cursor's moment on.
    count: usize,
    packages: Vec<Value>,
}

async fn search(reader: &Reader, base: &Url, progress: &Progress) -> Result<Found, PortalError> {
    let cursor = &progress.cursor;
    let (rows, start) = (PAGE.to_string(), cursor.skip.to_string());
    let mut given = vec![
        ("rows", rows.as_str()),
        ("start", start.as_str()),
        ("sort", "metadata_modified asc"),
    ];
    let filter = cursor.filter();
    given.extend(filter.as_deref().map(|filter| ("fq", filter)));
    let mut result = reader.call(base, "package_search", &given).await?;
    let count = result.get("count").and_then(Value::as_u64);
    match (count, result.get_mut("results").map(Value::take)) {
        (Some(count), Some(Value::Array(packages))) => Ok(Found {
            count: usize::try_from(count).unwrap_or(usize::MAX),
            packages,
        }),
        _ => Err(PortalError::new(Kind::NotAPortal, None, "package_search")),
    }
}
