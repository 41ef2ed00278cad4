//! CKAN's search, as far as anybody here uses it.

use serde_json::{Value, json};

/// More rows than this are never given (`ckan.search.rows_max`).
const ROWS_MAX: usize = 1_000;

/// The result of `package_search`, or the message of a `Search Query Error`.
pub fn search<'a>(
    packages: impl Iterator<Item = &'a Value>,
    given: impl Fn(&str) -> Option<String>,
) -> Result<Value, String> {
    let number = |key: &str, otherwise: usize| match given(key) {
        None => Ok(otherwise),
        Some(text) => text.parse().map_err(|_| format!("{key} is no number")),
    };
    let since = match given("fq").filter(|filter| !filter.is_empty()) {
        None => String::new(),
        Some(filter) => since(&filter).ok_or(format!("SOLR returned an error: {filter}"))?,
    };
    let is_public = |package: &&Value| package["private"] != true && package["state"] == "active";
    let mut found: Vec<&Value> = packages
        .filter(is_public)
        .filter(|package| changed(package).as_str() >= since.as_str())
        .collect();
    match given("sort").as_deref() {
        Some("metadata_modified asc") => found.sort_by_cached_key(|package| changed(package)),
        Some("name asc") => {}
        None | Some("score desc, metadata_modified desc") => {
            found.sort_by_cached_key(|package| std::cmp::Reverse(changed(package)));
        }
        Some(other) => return Err(format!("Cannot sort by {other}")),
    }
    let (rows, start) = (number("rows", 10)?.min(ROWS_MAX), number("start", 0)?);
    let count = found.len();
    let results: Vec<&Value> = found.into_iter().skip(start).take(rows).collect();
    Ok(json!({"count": count, "facets": {}, "results": results, "search_facets": {}, "sort": given("sort")}))
}

/// The moment in `metadata_modified:[2021-03-11T20:33:52.006Z TO *]`.
fn since(filter: &str) -> Option<String> {
    let since = filter
        .strip_prefix("metadata_modified:[")?
        .strip_suffix("Z TO *]")?;
    Some(since.to_owned())
}

/// In milliseconds, as the index has it.
fn changed(package: &Value) -> String {
    let changed = package["metadata_modified"].as_str().unwrap_or_default();
    let (seconds, fraction) = changed.split_once('.').unwrap_or((changed, ""));
    format!("{seconds}.{}", &format!("{fraction:0<3}")[..3])
}
