//! What CKAN does when somebody writes: who may, what a package must have, and what it says where one is not right.

use serde_json::{Map, Value, json};

use super::Inside;

/// An answer of an action: its result, or the status and the error.
pub type Written = Result<Value, (u16, Value)>;

/// Makes a package, or changes one.
pub fn write(inside: &mut Inside, action: &str, token: Option<&str>, given: &Value) -> Written {
    if inside.token.is_none() || token != inside.token.as_deref() {
        let said = json!({"__type": "Authorization Error", "message": "Access denied: User not authorized"});
        return Err((403, said));
    }
    inside.written.push((action.to_owned(), given.clone()));
    // Even groups where it is already are asked about; an editor of none of them may name none.
    let groups = given["groups"].as_array().map_or(&[][..], Vec::as_slice);
    if groups
        .iter()
        .any(|group| !inside.groups.iter().any(|ours| group["name"] == ours.as_str()))
    {
        let said = json!({"__type": "Authorization Error", "message": "Access denied: User editora not authorized to edit these groups"});
        return Err((403, said));
    }
    if action == "package_patch" {
        return patch(inside, given);
    }
    let mut package = given.clone();
    check(inside, &package)?;
    let name = package["name"].as_str().unwrap_or_default().to_owned();
    if inside.packages.contains_key(&name) {
        return Err(wrong("name", "That URL is already in use."));
    }
    inside.changes += 1;
    package["id"] = json!(format!("7f0c2d1e-{}", inside.changes));
    for (key, usual) in [
        ("private", json!(false)),
        ("state", json!("active")),
        ("resources", json!([])),
    ] {
        if package[key].is_null() {
            package[key] = usual;
        }
    }
    inside.packages.insert(name, package.clone());
    Ok(package)
}

/// What is given takes the place of what was there, lists as a whole.
fn patch(inside: &mut Inside, given: &Value) -> Written {
    let id = given["id"].as_str().unwrap_or_default();
    let is = |package: &&Value| package["id"] == id || package["name"] == id;
    let Some(mut package) = inside.packages.values().find(is).cloned() else {
        return Err((404, json!({"__type": "Not Found Error", "message": "Not found"})));
    };
    let name = package["name"].as_str().unwrap_or_default().to_owned();
    let (Some(there), Some(given)) = (package.as_object_mut(), given.as_object()) else {
        return Err(wrong("__junk", "not a package"));
    };
    there.extend(given.clone());
    check(inside, &package)?;
    inside.changes += 1;
    inside.packages.insert(name, package.clone());
    Ok(package)
}

fn check(inside: &Inside, package: &Value) -> Result<(), (u16, Value)> {
    let name = package["name"].as_str().unwrap_or_default();
    let is_letter =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_".contains(letter);
    if !(2..=100).contains(&name.len()) || !name.chars().all(is_letter) {
        return Err(wrong(
            "name",
            "Must be purely lowercase alphanumeric (ascii) characters and these symbols: -_",
        ));
    }
    let whose = package["owner_org"].as_str().unwrap_or_default();
    if !inside.organisations.iter().any(|known| known == whose) {
        return Err(wrong("owner_org", "Organization does not exist"));
    }
    let extras = package["extras"].as_array().map_or(&[][..], Vec::as_slice);
    if extras.iter().any(|extra| !extra["value"].is_string()) {
        return Err(wrong("extras", "Only strings"));
    }
    Ok(())
}

fn wrong(field: &str, said: &str) -> (u16, Value) {
    let mut error = Map::new();
    error.insert(field.to_owned(), json!([said]));
    error.insert("__type".to_owned(), json!("Validation Error"));
    (409, Value::Object(error))
}
