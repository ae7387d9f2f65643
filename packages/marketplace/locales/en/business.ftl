marketplace-business-unknown = { $id } is not one of your venues. /venue shows yours.
