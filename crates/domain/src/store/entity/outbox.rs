//! Rows of `outbox`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub dedupe_key: String,
    pub kind: String,
    pub event_id: Option<i64>,
    pub request_id: Option<i64>,
    pub comment_id: Option<i64>,
    pub token_id: Option<i64>,
    pub person_id: Option<i64>,
    pub mailbox_id: i64,
    pub locale: String,
    pub priority: i32,
    pub state: String,
    pub attempts: i32,
    pub due_at: i64,
    pub lease_owner: Option<String>,
    pub sealed: Option<Vec<u8>>,
    pub sealed_nonce: Option<Vec<u8>>,
    pub body_hash: Option<String>,
    pub last_error: Option<String>,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
