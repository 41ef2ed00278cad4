//! As much of JSON Schema as the description uses: enough to say where an answer differs from it.

use serde_json::Value;

/// Where `value` differs from `schema`; empty when it does not.
pub fn differences(value: &Value, schema: &Value, description: &Value, at: &str) -> Vec<String> {
    if let Some(to) = schema["$ref"].as_str() {
        return differences(
            value,
            description.pointer(to.trim_start_matches('#')).unwrap(),
            description,
            at,
        );
    }
    let mut found = Vec::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(differences(value, part, description, at));
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices
            .iter()
            .filter(|choice| differences(value, choice, description, at).is_empty())
            .count();
        if fitting != 1 {
            found.push(format!("{at}: {fitting} of the choices fit {value}"));
        }
    }
    if !fits_type(value, &schema["type"]) {
        found.push(format!("{at}: {value} is no {}", schema["type"]));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|keys| !keys.contains(value))
    {
        found.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().unwrap()).is_none() {
            found.push(format!("{at}: {name} is missing"));
        }
    }
    if let (Some(members), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for (name, schema) in properties {
            if let Some(member) = members.get(name) {
                found.extend(differences(member, schema, description, &format!("{at}/{name}")));
            }
        }
    }
    if let (Some(items), Some(schema)) = (value.as_array(), schema.get("items")) {
        for (index, item) in items.iter().enumerate() {
            found.extend(differences(item, schema, description, &format!("{at}/{index}")));
        }
    }
    found
}

fn fits_type(value: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Array(choices) => choices.iter().any(|choice| fits_type(value, choice)),
        Value::String(name) => match name.as_str() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("the description has the type {other}"),
        },
        _ => true,
    }
}
