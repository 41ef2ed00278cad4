//! A comment.

use domain::store::comments::Comment;
use render::markdown;
use serde::Serialize;
use utoipa::ToSchema;

use super::event::Voice;

/// A comment on a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentView {
    /// Larger for later comments.
    pub id: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who wrote it.
    pub author: Voice,
    /// As typed, in Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// For the staff of the area only.
    pub internal: bool,
    /// When it was last changed.
    #[schema(required, format = DateTime)]
    pub edited_at: Option<String>,
}

impl From<&Comment> for CommentView {
    fn from(comment: &Comment) -> Self {
        Self {
            id: comment.id.0,
            at: comment.at.to_string(),
            author: Voice {
                name: comment.author_name.clone(),
                role: comment.role.map(domain::event::ActorRole::as_str),
            },
            text: comment.text.clone(),
            html: markdown::to_html(&comment.text),
            internal: comment.internal,
            edited_at: comment.edited_at.map(|at| at.to_string()),
        }
    }
}
