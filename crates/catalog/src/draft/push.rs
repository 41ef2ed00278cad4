//! Leaving a package at a CKAN portal: made once, brought up to date afterwards, and never when it is public. Whether what is there is
//! ours, the package itself says: an answer that did not reach us is no reason for a second one.

use domain::dataset_draft::{Draft, NotPushed, Pushed, Refusal};
use http::{
    HeaderValue, Method,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use outgoing::Ask;
use serde_json::{Value, json};

use super::{
    Ckan,
    package::{changes, is_of, package, unfiled},
};
use crate::{Kind, Most, PortalError, envelope::result};

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;
/// What is kept of what a portal says of fields: so many of them, and so many letters of each.
const SAID: (usize, usize) = (8, 300);

/// What a portal answers to an action, and what it says of single fields where it does not do it.
type Answered = Result<Value, (PortalError, Vec<(String, String)>)>;

impl Ckan {
    pub(super) async fn push(&self, draft: &Draft, before: Option<&str>) -> Result<Pushed, NotPushed> {
        if let Some(id) = before
            && let Some(there) = self.find(id).await?
        {
            return self.change(draft, &there).await;
        }
        match self.write("package_create", &package(draft)).await {
            Ok(made) => self.left(&made),
            Err((error, said)) if said.iter().any(|(field, _)| field == "name") => {
                match self.find(&draft.name).await {
                    Ok(Some(there)) if is_of(&there, draft) => self.change(draft, &there).await,
                    // Nobody has it: the portal takes no such name.
                    Ok(None) => Err(refusal((error, said))),
                    // Somebody else's private one is not shown to us.
                    Ok(Some(_))
                    | Err(NotPushed {
                        why: Refusal::NotAllowed,
                        ..
                    }) => Err(NotPushed {
                        url: self.page(&draft.name),
                        ..Refusal::NameTaken.into()
                    }),
                    Err(error) => Err(error),
                }
            }
            Err(refused) => Err(refusal(refused)),
        }
    }

    /// A package at the portal, by its identifier or name.
    async fn find(&self, id: &str) -> Result<Option<Value>, NotPushed> {
        match self.call("package_show", &json!({"id": id})).await {
            Ok(there) => Ok(Some(there)),
            Err((error, _)) if error.kind == Kind::NotFound => Ok(None),
            Err(refused) => Err(refusal(refused)),
        }
    }

    async fn change(&self, draft: &Draft, there: &Value) -> Result<Pushed, NotPushed> {
        let url = there["name"].as_str().and_then(|name| self.page(name));
        let about = |why: Refusal| NotPushed {
            url: url.clone(),
            ..why.into()
        };
        if there["state"] == "deleted" {
            return Err(about(Refusal::Deleted));
        }
        if !is_private(there) {
            return Err(about(Refusal::Published));
        }
        match self.write("package_patch", &changes(draft, there)).await {
            Ok(changed) => self.left(&changed),
            Err(refused) => Err(NotPushed {
                url: url.clone(),
                ..refusal(refused)
            }),
        }
    }

    /// What is there now, as the portal says.
    fn left(&self, package: &Value) -> Result<Pushed, NotPushed> {
        let text = |key: &str| package[key].as_str().filter(|text| text.len() <= Most::NAME);
        let (Some(id), Some(name)) = (text("id"), text("name")) else {
            return Err(Refusal::Failed.into());
        };
        let url = self.page(name).ok_or(Refusal::Failed)?;
        if !is_private(package) {
            return Err(NotPushed {
                url: Some(url),
                ..Refusal::Visible.into()
            });
        }
        Ok(Pushed {
            id: id.to_owned(),
            name: name.to_owned(),
            url,
        })
    }

    fn page(&self, name: &str) -> Option<String> {
        let mut page = self.base.join("dataset/").ok()?;
        page.path_segments_mut().ok()?.pop_if_empty().push(name);
        Some(page.into())
    }

    /// Writes a package. Where we may not file it under its groups, or one is no more, it is left without them: its people file it.
    async fn write(&self, action: &str, given: &Value) -> Answered {
        let answered = self.call(action, given).await;
        let (Err((error, _)), Some(unfiled)) = (&answered, unfiled(given)) else {
            return answered;
        };
        match error.kind {
            Kind::NotAuthorised | Kind::NotFound => self.call(action, &unfiled).await,
            _ => answered,
        }
    }

    async fn call(&self, action: &str, given: &Value) -> Answered {
        let alone = |error: PortalError| (error, Vec::new());
        let url = self
            .base
            .join(&format!("api/3/action/{action}"))
            .map_err(|_| alone(PortalError::new(Kind::Refused, None, "it is no address")))?;
        let ask = Ask {
            method: Method::POST,
            body: given.to_string().into_bytes(),
            ..Ask::get(url)
        };
        let ask = ask
            .with(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .with(ACCEPT, HeaderValue::from_static("application/json"))
            .with(AUTHORIZATION, self.token.0.clone())
            .within(self.deadline, LARGEST);
        let answer = self
            .client
            .fetch(ask)
            .await
            .map_err(|error| alone(error.into()))?;
        result(&answer).map_err(|error| {
            tracing::warn!(
                action,
                kind = error.kind.key(),
                status = error.status,
                "the portal did not do it"
            );
            let said = if error.kind == Kind::Invalid {
                self.fields(&answer.body)
            } else {
                Vec::new()
            };
            (error, said)
        })
    }

    /// What is said of each field: `{"error": {"name": ["That URL is already in use."], "__type": "Validation Error"}}`.
    fn fields(&self, body: &[u8]) -> Vec<(String, String)> {
        let said: Value = serde_json::from_slice(body).unwrap_or_default();
        let Some(fields) = said["error"].as_object() else {
            return Vec::new();
        };
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Array(all) if all.iter().all(Value::is_string) => {
                all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
            }
            other => other.to_string(),
        };
        let cut = |text: &str| {
            let clean = self.token.hidden_in(text);
            clean
                .chars()
                .filter(|letter| !letter.is_control())
                .take(SAID.1)
                .collect::<String>()
        };
        let told = fields.iter().filter(|(field, _)| !field.starts_with("__"));
        told.take(SAID.0)
            .map(|(field, value)| (cut(field), cut(&text(value))))
            .collect()
    }
}

fn is_private(package: &Value) -> bool {
    match &package["private"] {
        Value::Bool(is) => *is,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}

fn refusal((error, said): (PortalError, Vec<(String, String)>)) -> NotPushed {
    let why = match error.kind {
        Kind::NotAuthorised => Refusal::NotAllowed,
        Kind::Invalid => Refusal::Invalid,
        Kind::Firewall | Kind::Redirected => Refusal::Firewall,
        Kind::Late => Refusal::Late,
        Kind::Unreachable | Kind::Busy => Refusal::Unreachable,
        Kind::Refused
        | Kind::TooLarge
        | Kind::Empty
        | Kind::Truncated
        | Kind::NotJson
        | Kind::NotAPortal
        | Kind::UnknownAction
        | Kind::NotFound
        | Kind::BadQuery
        | Kind::Search
        | Kind::Server
        | Kind::Unreadable => Refusal::Failed,
    };
    NotPushed { why, url: None, said }
}
