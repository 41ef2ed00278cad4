//! How far somebody has read a source: what the caller keeps, and gives back the next time.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many datasets of one moment are remembered as read. Beyond that some are told twice, which does no harm.
const REMEMBERED: usize = 1_000;

/// How far a source was read. A new one reads it from its beginning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cursor {
    /// CKAN: all that changed before was read. Milliseconds, as its index has them.
    pub(crate) at: Option<i64>,
    /// CKAN: what of that very moment was read.
    pub(crate) seen: Vec<String>,
    /// CKAN: how many from that moment on were read, while more of one moment are left than a page holds.
    #[serde(skip)]
    pub(crate) skip: usize,
    /// A catalogue: which version was read.
    pub(crate) etag: Option<String>,
    /// A catalogue: of when that is.
    pub(crate) last_modified: Option<String>,
    /// A folder: the file that was read last.
    pub(crate) after: Option<String>,
}

impl Cursor {
    /// What [`Cursor::to_text`] gave; anything else reads from the beginning, which is slow and right.
    pub fn of_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The cursor for whoever keeps it.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a dataset was read, and has not changed since.
    pub(crate) fn has(&self, package: &Value) -> bool {
        self.at.is_some()
            && changed(package) == self.at
            && id(package).is_some_and(|id| self.seen.contains(&id))
    }

    /// The cursor behind a page of what came. A page that is not in the order that was asked for moves it by its length only.
    pub(crate) fn behind(&self, page: &[Value]) -> Self {
        let moments: Vec<i64> = page.iter().filter_map(changed).collect();
        let newest = moments.last().copied().filter(|_| moments.is_sorted());
        let moves = newest.is_some_and(|newest| self.at.is_none_or(|at| at < newest));
        let mut next = self.clone();
        if moves {
            next.at = newest;
            next.skip = 0;
            next.seen.clear();
        } else {
            next.skip += page.len();
        }
        for package in page.iter().filter(|package| changed(package) == next.at) {
            match id(package) {
                Some(id) if next.seen.len() < REMEMBERED && !next.seen.contains(&id) => next.seen.push(id),
                _ => {}
            }
        }
        next
    }

    /// What the index is asked for: all that changed at that moment or later.
    pub(crate) fn filter(&self) -> Option<String> {
        let at = Timestamp::from_millisecond(self.at?).ok()?;
        Some(format!("metadata_modified:[{at:.3} TO *]"))
    }
}

fn id(package: &Value) -> Option<String> {
    package
        .get("id")?
        .as_str()
        .map(|id| id.chars().take(100).collect())
}

fn changed(package: &Value) -> Option<i64> {
    let text = package.get("metadata_modified")?.as_str()?;
    let moment = text.parse::<Timestamp>().ok().or_else(|| {
        let civil: DateTime = text.parse().ok()?;
        Some(civil.to_zoned_datetime(TimeZone::UTC).ok()?.timestamp())
    });
    moment.map(Timestamp::as_millisecond)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Cursor;

    fn package(id: &str, at: &str) -> Value {
        json!({"id": id, "metadata_modified": format!("2021-03-11T20:33:{at}")})
    }

    #[test]
    fn a_cursor_stands_at_the_newest_moment_it_has_read() {
        let page = [
            package("a", "51.1"),
            package("b", "52.006774"),
            package("c", "52.0069"),
        ];
        let cursor = Cursor::default().behind(&page);
        let asked = "metadata_modified:[2021-03-11T20:33:52.006Z TO *]";
        assert_eq!(cursor.filter().as_deref(), Some(asked));
        assert_eq!(cursor.seen, ["b", "c"]);
        assert!(cursor.has(&page[1]) && !cursor.has(&page[0]));
        // It was read before it changed.
        assert!(!cursor.has(&package("b", "53")));
        assert_eq!(Cursor::of_text(&cursor.to_text()), cursor);

        let more = cursor.behind(&page[1..]);
        assert_eq!((more.skip, &more.seen), (2, &cursor.seen));
        let unsorted = cursor.behind(&[package("d", "59"), package("e", "55")]);
        assert_eq!((unsorted.at, unsorted.skip), (cursor.at, 2));
        assert_eq!(Cursor::default().filter(), None);
        assert_eq!(Cursor::of_text("nonsense"), Cursor::default());
    }
}
