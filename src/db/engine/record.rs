//! One row, one struct: `record!` makes a struct and how it is read from a row out of one list of fields.

/// Declares structs that are read from rows. A field is read from the column of its name unless it says from which:
///
/// ```text
/// record! {
///     /// A refund, to show.
///     #[derive(Serialize)]
///     pub struct RefundView {
///         pub id: RefundId,
///         pub order: OrderId = "order_id",
///         pub customer: Safe = "customer_name",
///         pub amount: Money = money("amount", "currency"),
///         #[serde(skip)]
///         pub claim: Option<Claim> = read(claim),
///     }
/// }
/// ```
///
/// `money`, `money_in`, `money_opt` and `or_default` are the methods of [`Row`](crate::db::engine::row::Row); `read` names a function of
/// the whole row; `row` is another struct of the same row; `filled` is in no row: empty, until the service fills it in.
/// Each is `Debug`, `Clone` and `PartialEq`. What programs read (`--json`) is the derived `Serialize`, with serde's attributes on the
/// fields where a name on the wire is not the field's. `struct Named<T>` is read as `Named`, whose texts are
/// [`Safe`](crate::domain::text::Safe) to show, or as `Named<String>`, whose texts are as they are kept, to be changed and written back.
macro_rules! record {
    () => {};
    ($(#[$meta:meta])* $vis:vis struct $name:ident($($columns:tt)+); $($rest:tt)*) => {
        $crate::db::engine::record::one! { $(#[$meta])* $vis struct $name($($columns)+) }
        $crate::db::engine::record::record! { $($rest)* }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(<$text:ident>)? { $($fields:tt)+ } $($rest:tt)*) => {
        $crate::db::engine::record::one! { $(#[$meta])* $vis struct $name $(<$text>)? { $($fields)+ } }
        $crate::db::engine::record::record! { $($rest)* }
    };
}
pub(crate) use record;

/// One struct of [`record!`].
macro_rules! one {
    ($(#[$meta:meta])* $vis:vis struct $name:ident $(<$text:ident>)? {
        $($(#[$attribute:meta])* $seen:vis $field:ident: $type:ty $(= $source:tt $(($($args:tt)*))?)?),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name $(<$text = $crate::domain::text::Safe>)? {
            $($(#[$attribute])* $seen $field: $type),+
        }

        impl $(<$text: $crate::db::engine::row::Column>)? $crate::db::engine::row::FromRow for $name $(<$text>)? {
            fn from_row(row: &$crate::db::engine::row::Row<'_>) -> $crate::db::engine::error::DbResult<Self> {
                Ok(Self {
                    $($field: $crate::db::engine::record::field!(row $field $($source $(($($args)*))?)?)),+
                })
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis struct $name:ident ($($type:ty = $source:tt $(($($args:tt)*))?),+ $(,)?)) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name($($type),+);

        impl $crate::db::engine::row::FromRow for $name {
            fn from_row(row: &$crate::db::engine::row::Row<'_>) -> $crate::db::engine::error::DbResult<Self> {
                Ok(Self($($crate::db::engine::record::field!(row field $source $(($($args)*))?)),+))
            }
        }
    };
}
pub(crate) use one;

/// A field out of its row.
macro_rules! field {
    ($row:ident $field:ident) => {
        $row.get(stringify!($field))?
    };
    ($row:ident $field:ident filled) => {
        Default::default()
    };
    ($row:ident $field:ident row) => {
        $crate::db::engine::row::FromRow::from_row($row)?
    };
    ($row:ident $field:ident $column:literal) => {
        $row.get($column)?
    };
    ($row:ident $field:ident read($read:expr)) => {
        $read($row)?
    };
    ($row:ident $field:ident $how:ident($($args:expr),+)) => {
        $row.$how($($args),+)?
    };
}
pub(crate) use field;
